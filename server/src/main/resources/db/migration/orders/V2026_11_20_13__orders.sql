create schema orders;

create table orders.sale (
    id           bigint generated always as identity primary key,
    source       text           not null, -- API, IMPORT, DEMO, …
    external_id  text,
    store_id     bigint         not null, -- no foreign key: every till of a store would lock the same store row
    channel      text           not null default 'TILL',
    customer     text,
    pincode      text,
    status       text           not null default 'COMPLETED',
    occurred_at  timestamptz    not null,
    business_day date           not null, -- the day in the store's time zone
    recorded_at  timestamptz    not null default now(),
    recorded_by  text           not null,
    batch_id     bigint, -- the import that brought it
    units        numeric(18, 3) not null,
    total        numeric(18, 4) not null,
    oversold     numeric(18, 3) not null default 0, -- sold at a till beyond what the books had
    content      text, -- what a repetition under the same external id must agree in
    external_key text           not null generated always as (coalesce(external_id, '')) stored, -- joins without null
    unique (source, external_id)
);
create index sale_recent on orders.sale (occurred_at desc, id desc);
create index sale_batch on orders.sale (batch_id) where batch_id is not null;
create index sale_store_recent on orders.sale (store_id, occurred_at desc, id desc);

-- The only source of demand. Append-only: what turns out wrong is taken back by a line of its own, a VOID for a SALE and
-- a VOID_RETURN for a RETURN. As in the ledger, no primary key and no foreign key: they would slow a bulk load.
create table orders.sale_line (
    id           bigint generated always as identity,
    sale_id      bigint         not null,
    store_id     bigint         not null,
    product_id   bigint         not null,
    occurred_at  timestamptz    not null,
    xact         xid8           not null default pg_current_xact_id(), -- commit order, for followers
    batch_id     bigint,
    line         int            not null, -- in the sale; in the batch for a sale that a file brought
    business_day date           not null, -- the day in the store's time zone
    quantity     numeric(18, 3) not null check (quantity > 0),
    unit_price   numeric(18, 4) not null,
    discount     numeric(18, 4) not null default 0,
    revenue      numeric(18, 4) not null, -- quantity × unit_price − discount
    unit_cost    numeric(18, 4) not null,
    kind         text           not null default 'SALE' check (kind in ('SALE', 'RETURN', 'VOID', 'VOID_RETURN')),
    pincode      text -- where the goods went; the store's own when nobody said
) partition by range (business_day);
create index sale_line_xact on orders.sale_line (xact);
-- Sales are numbered in the order in which their lines are written, so block ranges find the lines of one.
create index sale_line_sale on orders.sale_line using brin (sale_id) with (pages_per_range = 16);

create function orders.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'sale lines are append-only: void % instead', tg_table_name;
end $$;
create trigger sale_line_append_only before update or delete or truncate on orders.sale_line
    for each statement execute function orders.refuse_change();

-- Creates the month partitions of the sale lines; attaching does not shut out those who use the other months.
create function orders.ensure_months(from_day date, to_day date) returns void
language plpgsql as $$
declare
    month date := date_trunc('month', from_day);
    next_month date;
    partition text;
begin
    while month <= to_day loop
        next_month := (month + interval '1 month')::date;
        partition := 'orders.sale_line_' || to_char(month, 'YYYY_MM');
        if to_regclass(partition) is null then
            perform pg_advisory_xact_lock(hashtext('orders.ensure_months'));
            if to_regclass(partition) is null then
                execute format('create table %s (like orders.sale_line including all excluding identity)', partition);
                execute format('alter table orders.sale_line attach partition %s for values from (%L) to (%L)',
                    partition, month, next_month);
                execute format('create trigger append_only before update or delete or truncate on %s '
                    'for each statement execute function orders.refuse_change()', partition);
            end if;
        end if;
        month := next_month;
    end loop;
end $$;

-- Sales of a file on their way in: filled through v_sale_intake, emptied by SalesIntake.load.
create unlogged table orders.sale_intake (
    batch_id     bigint         not null,
    store_id     bigint         not null,
    product_id   bigint         not null,
    occurred_at  timestamptz    not null,
    business_day date           not null,
    quantity     numeric(18, 3) not null, -- negative: a return
    unit_price   numeric(18, 4) not null,
    discount     numeric(18, 4) not null default 0,
    unit_cost    numeric(18, 4) not null,
    pincode      text,
    external_id  text,
    line         int            not null generated always as identity (cycle)
) with (autovacuum_enabled = off);

create view orders.v_sale_intake as
select batch_id, store_id, product_id, pincode, occurred_at, business_day, quantity, unit_price, discount, unit_cost,
       external_id
from orders.sale_intake;

-- Truncates where the batch has the table to itself, which takes no time at all; else deletes its rows.
create function orders.clear_sale_intake(batch bigint) returns void
language plpgsql as $$
begin
    begin
        lock table orders.sale_intake in access exclusive mode nowait;
        if exists (select from orders.sale_intake where batch_id <> batch) then
            delete from orders.sale_intake where batch_id = batch;
        else
            truncate orders.sale_intake;
        end if;
    exception when lock_not_available then
        delete from orders.sale_intake where batch_id = batch;
    end;
end $$;

create table orders.purchase_order (
    id           bigint generated always as identity primary key,
    number       text        not null generated always as ('PO-' || id::text) stored unique,
    supplier_id  bigint references catalog.supplier,
    store_id     bigint      not null references stores.store,
    status       text        not null default 'DRAFT' check (status in
        ('DRAFT', 'APPROVED', 'SENT', 'PARTIALLY_RECEIVED', 'RECEIVED', 'CANCELLED')),
    expected_at  timestamptz,
    created_at   timestamptz not null default now(),
    created_by   text        not null,
    approved_at  timestamptz,
    approved_by  text,
    received_at  timestamptz,
    version      int         not null default 1
);
create index purchase_order_store on orders.purchase_order (store_id, status);

create table orders.purchase_order_line (
    id                bigint generated always as identity primary key,
    purchase_order_id bigint         not null references orders.purchase_order,
    line              int            not null,
    product_id        bigint         not null references catalog.product,
    quantity          numeric(18, 3) not null check (quantity > 0),
    received          numeric(18, 3) not null default 0 check (received >= 0),
    unit_cost         numeric(18, 4) not null,
    unique (purchase_order_id, line)
);
create index purchase_order_line_product on orders.purchase_order_line (product_id);

create view orders.v_sale as
select id, source, external_id, store_id, channel, customer, pincode, status, occurred_at, recorded_at, units, total
from orders.sale;

create view orders.v_sale_line as
select id, sale_id, kind, store_id, product_id, pincode, quantity, unit_price, revenue, unit_cost,
       occurred_at, business_day, batch_id, xact
from orders.sale_line;

-- What is on order and not yet here; part of the inventory position.
create view orders.v_incoming as
select po.store_id, pol.product_id, sum(pol.quantity - pol.received) as quantity, min(po.expected_at) as next_expected_at
from orders.purchase_order po
join orders.purchase_order_line pol on pol.purchase_order_id = po.id
where po.status in ('APPROVED', 'SENT', 'PARTIALLY_RECEIVED') and pol.quantity > pol.received
group by po.store_id, pol.product_id;
