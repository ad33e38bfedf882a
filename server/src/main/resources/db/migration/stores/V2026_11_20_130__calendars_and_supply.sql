-- Spans are local times of the store: [{"opens":"09:00:00","closes":"21:00:00"}], ascending; 00:00 closes at midnight.
-- A weekday without a row: nobody has said. A row without spans: closed.
create table stores.week_hours (
    store_id bigint not null references stores.store,
    weekday  int    not null check (weekday between 1 and 7), -- ISO: 1 is Monday
    spans    jsonb  not null,
    primary key (store_id, weekday)
);

-- A day on which hours differ from the weekday's; without a store for the whole chain, where a store's own word wins.
create table stores.special_day (
    store_id bigint references stores.store,
    day      date   not null,
    name     text   not null,
    spans    jsonb  not null,
    unique nulls not distinct (store_id, day)
);

-- To which pincodes a store delivers. Not only zones: a store may serve what is not on the map yet.
create table stores.served_pincode (
    store_id bigint not null references stores.store,
    pincode  text   not null,
    primary key (store_id, pincode)
);
create index served_pincode_pincode on stores.served_pincode (pincode);

-- From which store, as a rule a warehouse, a store gets what that one has.
create table stores.supply (
    store_id          bigint        primary key references stores.store,
    source_id         bigint        not null references stores.store,
    transport_days    numeric(8, 2) not null check (transport_days >= 0),
    transport_sd_days numeric(8, 2) not null default 0 check (transport_sd_days >= 0),
    order_weekdays    int[]         not null default '{}', -- ISO weekdays on which it takes orders; none: all
    cut_off           time,         -- what is ordered later counts as the next day's
    check (store_id <> source_id)
);
create index supply_source on stores.supply (source_id);

create view stores.v_supply as
select u.store_id, u.source_id, w.code as source, w.name as source_name, u.transport_days, u.transport_sd_days,
       u.order_weekdays, u.cut_off
from stores.supply u
join stores.store w on w.id = u.source_id
where w.active;
