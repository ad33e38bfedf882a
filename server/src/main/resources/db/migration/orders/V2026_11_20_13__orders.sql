create schema orders;

create table orders.sale (
    id           bigint generated always as identity primary key,
    source       text           not null, -- API, IMPORT, DEMO, …
    external_id  text,
    store_id     bigint         not null references stores.store,
    channel      text           not null default 'TILL',
    customer     text,
    pincode      text,
    status       text           not null default 'COMPLETED',
    occurred_at  timestamptz    not null,
    recorded_at  timestamptz    not null default now(),
    recorded_by  text           not null,
    batch_id     bigint, -- the import that brought it
    units        numeric(18, 3) not null,
    total        numeric(18, 4) not null,
    content_hash text,
    unique (source, external_id)
);
create index sale_recent on orders.sale (occurred_at desc, id desc);
create index sale_store_recent on orders.sale (store_id, occurred_at desc, id desc);

-- The only source of demand. Append-only: what turns out wrong is taken back by a VOID line of its own.
create table orders.sale_line (
    id           bigint generated always as identity,
    sale_id      bigint         not null,
    line         int            not null,
    kind         text           not null default 'SALE' check (kind in ('SALE', 'RETURN', 'VOID')),
    store_id     bigint         not null,
    product_id   bigint         not null,
    pincode      text, -- where the goods went; the store's own when nobody said
    quantity     numeric(18, 3) not null check (quantity > 0),
    unit_price   numeric(18, 4) not null,
    discount     numeric(18, 4) not null default 0,
    revenue      numeric(18, 4) not null, -- quantity × unit_price − discount
    unit_cost    numeric(18, 4) not null,
    occurred_at  timestamptz    not null,
    business_day date           not null, -- the day in the store's time zone
    batch_id     bigint,
    xact         xid8           not null default pg_current_xact_id(), -- commit order, for followers
    primary key (id, business_day)
) partition by range (business_day);
create index sale_line_xact on orders.sale_line (xact);

create table orders.purchase_order (
    id           bigint generated always as identity primary key,
    number       text        not null unique,
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
