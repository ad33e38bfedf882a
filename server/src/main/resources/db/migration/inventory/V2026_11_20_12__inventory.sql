create schema inventory;

-- A place is a store (its id) or one of the fixed places outside the shops, which have negative ids:
-- -1 SUPPLIER, -2 CUSTOMER, -3 WASTE, -4 ADJUSTMENT, -5 OPENING, -6 IN_TRANSIT.

create table inventory.lot (
    id          bigint generated always as identity primary key,
    product_id  bigint      not null references catalog.product,
    code        text        not null,
    expiry      date,
    received_at timestamptz not null default now(),
    unique (product_id, code)
);

-- lot_id 0 is stock without a lot. There is no primary key and no foreign key on purpose: each would cost a bulk load
-- a tenth to a third of its speed. The identity makes ids unique, nothing is ever deleted, and the nightly check of
-- the ledger proves that places, products and lots exist.
create table inventory.movement (
    id            bigint generated always as identity,
    product_id    bigint         not null,
    lot_id        bigint         not null default 0,
    from_location bigint         not null check (from_location >= -6 and from_location <> 0),
    to_location   bigint         not null check (to_location >= -6 and to_location <> 0),
    occurred_at   timestamptz    not null,
    recorded_at   timestamptz    not null default now(),
    xact          xid8           not null default pg_current_xact_id(), -- commit order, for followers
    reverses_id   bigint,
    line          int,
    quantity      numeric(18, 3) not null check (quantity > 0),
    kind          text           not null,
    source        text           not null, -- SALE, PURCHASE_ORDER, API, IMPORT, …
    external_id   text, -- the document of the source, such as S-17
    recorded_by   text           not null,
    reason        text,
    check (from_location <> to_location)
) partition by range (occurred_at);
-- Ids only grow, so a block range index finds them; it costs a bulk load next to nothing.
create index movement_id on inventory.movement using brin (id) with (pages_per_range = 32);
create index movement_history on inventory.movement (product_id, occurred_at);

create function inventory.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'movements are append-only: reverse % instead', tg_table_name;
end $$;
create trigger movement_append_only before update or delete or truncate on inventory.movement
    for each statement execute function inventory.refuse_change();

-- What was posted under a name of the caller's choice: the same again is answered from here, other content is refused.
create table inventory.posting (
    source      text   not null,
    external_id text   not null,
    line        int    not null,
    content     text   not null,
    movements   bigint[] not null default '{}',
    primary key (source, external_id, line)
);

-- Stock of a store, product and lot: the sum of its movements, kept in their transaction. No foreign keys either: they
-- are checked one by one for the hundred thousand balances of a chain's first file; the nightly check does it at once.
create table inventory.balance (
    location_id bigint         not null,
    product_id  bigint         not null,
    lot_id      bigint         not null default 0,
    on_hand     numeric(18, 3) not null default 0,
    reserved    numeric(18, 3) not null default 0 check (reserved >= 0),
    unavailable numeric(18, 3) not null default 0 check (unavailable >= 0),
    updated_at  timestamptz    not null default now(),
    primary key (location_id, product_id, lot_id)
) with (fillfactor = 70);
create index balance_product on inventory.balance (product_id);

-- Creates the month partitions of a table from one day to another (UTC). Called by whoever is about to write them.
-- Attaching, unlike `create table … partition of`, does not shut out those who read and write the other months.
create function inventory.ensure_months(parent regclass, from_day date, to_day date) returns void
language plpgsql as $$
declare
    month date := date_trunc('month', from_day);
    next_month date;
    partition text;
begin
    while month <= to_day loop
        next_month := (month + interval '1 month')::date;
        partition := parent::text || '_' || to_char(month, 'YYYY_MM');
        if to_regclass(partition) is null then
            perform pg_advisory_xact_lock(hashtext('inventory.ensure_months'));
            if to_regclass(partition) is null then
                execute format('create table %s (like %s including all excluding identity)', partition, parent);
                execute format('alter table %s attach partition %s for values from (%L) to (%L)',
                    parent, partition, month || ' 00:00:00+00', next_month || ' 00:00:00+00');
                if parent = 'inventory.movement'::regclass then
                    execute format('create trigger append_only before update or delete or truncate on %s '
                        'for each statement execute function inventory.refuse_change()', partition);
                end if;
            end if;
        end if;
        month := next_month;
    end loop;
end $$;

-- Movements on their way into the ledger: filled through v_movement_intake, emptied by StockLedger.postIntake.
create unlogged table inventory.movement_intake (
    batch_id      bigint         not null,
    product_id    bigint         not null,
    from_location bigint         not null,
    to_location   bigint         not null,
    occurred_at   timestamptz    not null,
    line          int,
    quantity      numeric(18, 3) not null,
    kind          text           not null,
    source        text           not null,
    external_id   text,
    reason        text,
    lot_code      text,
    expiry        date
) with (autovacuum_enabled = off);

create view inventory.v_movement_intake as
select batch_id, kind, product_id, from_location, to_location, quantity, occurred_at, reason, source, external_id,
       line, lot_code, expiry
from inventory.movement_intake;

-- Truncates where the batch has the table to itself, which takes no time at all; else deletes its rows.
create function inventory.clear_movement_intake(batch bigint) returns void
language plpgsql as $$
begin
    begin
        lock table inventory.movement_intake in access exclusive mode nowait;
        if exists (select from inventory.movement_intake where batch_id <> batch) then
            delete from inventory.movement_intake where batch_id = batch;
        else
            truncate inventory.movement_intake;
        end if;
    exception when lock_not_available then
        delete from inventory.movement_intake where batch_id = batch;
    end;
end $$;

create view inventory.v_level as
select location_id as store_id, product_id,
       sum(on_hand) as on_hand, sum(reserved) as reserved, sum(unavailable) as unavailable,
       sum(on_hand - reserved - unavailable) as available
from inventory.balance
group by location_id, product_id;

create view inventory.v_lot_level as
select b.location_id as store_id, b.product_id, b.lot_id, l.code as lot, l.expiry,
       b.on_hand, b.reserved, b.unavailable, b.updated_at
from inventory.balance b
left join inventory.lot l on l.id = b.lot_id;

create view inventory.v_movement as
select id, kind, product_id, lot_id, from_location, to_location, quantity, occurred_at, recorded_at, source,
       external_id, xact
from inventory.movement;
