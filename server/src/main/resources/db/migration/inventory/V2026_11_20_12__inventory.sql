create schema inventory;

-- Where stock can be. A store's location has the store's id; the places outside the shop have fixed negative ids.
create table inventory.location (
    id       bigint primary key,
    kind     text not null check (kind in
        ('STORE', 'SUPPLIER', 'CUSTOMER', 'WASTE', 'ADJUSTMENT', 'OPENING', 'IN_TRANSIT')),
    store_id bigint unique references stores.store
);
insert into inventory.location (id, kind)
values (-1, 'SUPPLIER'), (-2, 'CUSTOMER'), (-3, 'WASTE'), (-4, 'ADJUSTMENT'), (-5, 'OPENING'), (-6, 'IN_TRANSIT');

create table inventory.lot (
    id          bigint generated always as identity primary key,
    product_id  bigint      not null references catalog.product,
    code        text        not null,
    expiry      date,
    received_at timestamptz not null default now(),
    unique (product_id, code)
);

-- Append-only: the trigger below refuses update and delete. lot_id 0 is stock without a lot.
create table inventory.movement (
    id            bigint generated always as identity,
    kind          text           not null,
    product_id    bigint         not null,
    lot_id        bigint         not null default 0,
    from_location bigint         not null,
    to_location   bigint         not null,
    quantity      numeric(18, 3) not null check (quantity > 0),
    occurred_at   timestamptz    not null,
    recorded_at   timestamptz    not null default now(),
    recorded_by   text           not null,
    reason        text,
    source        text           not null, -- ORDERS, IMPORT, API, …
    external_id   text,
    line          int,
    reverses_id   bigint,
    xact          xid8           not null default pg_current_xact_id(), -- commit order, for followers
    primary key (id, occurred_at),
    check (from_location <> to_location)
) partition by range (occurred_at);

-- Stock of a store, product and lot: the sum of its movements, kept in their transaction.
create table inventory.balance (
    location_id bigint         not null references inventory.location,
    product_id  bigint         not null references catalog.product,
    lot_id      bigint         not null default 0,
    on_hand     numeric(18, 3) not null default 0,
    reserved    numeric(18, 3) not null default 0 check (reserved >= 0),
    unavailable numeric(18, 3) not null default 0 check (unavailable >= 0),
    updated_at  timestamptz    not null default now(),
    primary key (location_id, product_id, lot_id)
) with (fillfactor = 80);
create index balance_product on inventory.balance (product_id);

-- Creates the month partitions of a table from one day to another. Called by whoever is about to write them.
create function inventory.ensure_months(parent regclass, from_day date, to_day date) returns void
language plpgsql as $$
declare
    month date := date_trunc('month', from_day);
    partition text;
begin
    while month <= to_day loop
        partition := parent::text || '_' || to_char(month, 'YYYY_MM');
        if to_regclass(partition) is null then
            perform pg_advisory_xact_lock(hashtext(parent::text));
            if to_regclass(partition) is null then
                execute format('create table %s partition of %s for values from (%L) to (%L)',
                    partition, parent, month, (month + interval '1 month')::date);
            end if;
        end if;
        month := (month + interval '1 month')::date;
    end loop;
end $$;

create view inventory.v_level as
select location_id as store_id, product_id,
       sum(on_hand) as on_hand, sum(reserved) as reserved, sum(unavailable) as unavailable,
       sum(on_hand - reserved - unavailable) as available
from inventory.balance
where location_id > 0
group by location_id, product_id;

create view inventory.v_lot_level as
select b.location_id as store_id, b.product_id, b.lot_id, l.code as lot, l.expiry,
       b.on_hand, b.reserved, b.unavailable, b.updated_at
from inventory.balance b
left join inventory.lot l on l.id = b.lot_id
where b.location_id > 0;

create view inventory.v_movement as
select id, kind, product_id, lot_id, from_location, to_location, quantity, occurred_at, recorded_at, source, xact
from inventory.movement;
