-- Orders to be delivered. Nothing is sold before goods leave: each shipment is a sale of its own in orders.sale, and
-- each return another one, so that demand, revenue and stock see them as they see a till's.
create table orders.sales_order (
    id           bigint generated always as identity primary key,
    number       text           not null generated always as ('SO-' || id::text) stored unique,
    store_id     bigint         not null,
    customer_id  bigint references orders.customer,
    channel      text           not null,
    pincode      text,
    address      text,
    status       text           not null default 'DRAFT' check (status in
        ('DRAFT', 'CONFIRMED', 'PARTIALLY_SHIPPED', 'SHIPPED', 'COMPLETED', 'CANCELLED', 'RETURNED')),
    discount     numeric(18, 4) not null default 0 check (discount >= 0), -- of the whole order, spread over its lines
    tax_included boolean        not null, -- in the prices; else it comes on top
    note         text,
    external_id  text unique,
    content      text, -- what a repetition under the same external id must agree in
    ordered_at   timestamptz, -- when it was confirmed: the moment at which its demand counts
    created_at   timestamptz    not null default now(),
    created_by   text           not null,
    closed_at    timestamptz,
    version      int            not null default 1
);
create index sales_order_recent on orders.sales_order (created_at desc, id desc);
create index sales_order_store on orders.sales_order (store_id, created_at desc, id desc);
create index sales_order_customer on orders.sales_order (customer_id, created_at desc) where customer_id is not null;

-- amount = quantity × unit_price − discount − share, rounded once; total is what the customer pays for the line.
create table orders.sales_order_line (
    sales_order_id bigint         not null references orders.sales_order,
    line           int            not null,
    product_id     bigint         not null references catalog.product,
    quantity       numeric(18, 3) not null check (quantity > 0),
    unit_price     numeric(18, 4) not null check (unit_price >= 0),
    discount       numeric(18, 4) not null default 0 check (discount >= 0),
    share          numeric(18, 4) not null default 0 check (share >= 0), -- of the order's discount
    amount         numeric(18, 4) not null check (amount >= 0),
    tax_rate       numeric(9, 4)  not null default 0 check (tax_rate between 0 and 100), -- percent
    tax            numeric(18, 4) not null default 0,
    total          numeric(18, 4) not null,
    shipped        numeric(18, 3) not null default 0 check (shipped between 0 and quantity),
    returned       numeric(18, 3) not null default 0,
    refunded       numeric(18, 4) not null default 0,
    primary key (sales_order_id, line),
    check (returned between 0 and shipped)
);
create index sales_order_line_product on orders.sales_order_line (product_id);

create table orders.sales_shipment (
    id             bigint generated always as identity primary key,
    sales_order_id bigint      not null references orders.sales_order,
    number         text        not null unique, -- SO-17/1
    sale_id        bigint      not null,
    external_id    text,
    content        text        not null,
    shipped_at     timestamptz not null,
    shipped_by     text        not null,
    unique (sales_order_id, external_id)
);

create table orders.sales_shipment_lot (
    shipment_id bigint         not null references orders.sales_shipment,
    line        int            not null,
    lot         text           not null default '', -- '' is stock without a lot
    expiry      date,
    quantity    numeric(18, 3) not null check (quantity > 0),
    returned    numeric(18, 3) not null default 0 check (returned between 0 and quantity),
    primary key (shipment_id, line, lot)
);

create table orders.sales_return (
    id             bigint generated always as identity primary key,
    sales_order_id bigint         not null references orders.sales_order,
    number         text           not null unique, -- SO-17/R1
    sale_id        bigint         not null,
    external_id    text,
    content        text           not null,
    reason         text,
    refund         numeric(18, 4) not null,
    returned_at    timestamptz    not null,
    returned_by    text           not null,
    unique (sales_order_id, external_id)
);

create table orders.sales_return_line (
    id        bigint generated always as identity primary key,
    return_id bigint         not null references orders.sales_return,
    line      int            not null,
    lot       text           not null default '',
    quantity  numeric(18, 3) not null check (quantity > 0),
    restocked boolean        not null
);
create index sales_return_line_return on orders.sales_return_line (return_id);

-- Every step with who and when, as the order's page shows it.
create table orders.sales_order_step (
    id             bigint generated always as identity primary key,
    sales_order_id bigint      not null references orders.sales_order,
    at             timestamptz not null,
    who            text        not null,
    step           text        not null,
    status         text        not null,
    note           text
);
create index sales_order_step_order on orders.sales_order_step (sales_order_id, id);
