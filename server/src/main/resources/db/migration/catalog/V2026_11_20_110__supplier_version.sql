alter table catalog.supplier
    add column version int not null default 1;
