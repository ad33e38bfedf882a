-- A promoted challenger explains itself and is judged as any other: what it takes for that comes along.
alter table forecasting.challenge
    add column part_names   text[],
    add column parts        real[],
    add column demand_class text,
    add column bounds       real[];
