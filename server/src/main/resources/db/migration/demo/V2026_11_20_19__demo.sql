create schema demo;

-- At most one row: the demo chain that was loaded, and from which seed and moment it can be made again.
create table demo.load (
    only_one   boolean     primary key default true check (only_one),
    seed       bigint      not null,
    made_for   timestamptz not null, -- the moment at which its simulation ends
    loaded_at  timestamptz not null default now(),
    first_day  date        not null,
    last_day   date        not null,
    sales      bigint      not null,
    sale_lines bigint      not null
);

-- Filled by COPY, which does not go into views, and emptied in the same transaction.
create unlogged table demo.staged_sale (
    store_id     bigint,
    product_id   bigint,
    pincode      text,
    occurred_at  timestamptz,
    business_day date,
    quantity     numeric,
    unit_price   numeric,
    discount     numeric,
    unit_cost    numeric,
    external_id  text
);

create unlogged table demo.staged_movement (
    kind          text,
    product_id    bigint,
    from_location bigint,
    to_location   bigint,
    quantity      numeric,
    occurred_at   timestamptz,
    reason        text,
    external_id   text,
    line          int,
    lot_code      text,
    expiry        date
);
