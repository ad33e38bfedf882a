create schema demand;

-- Projections of orders.sale_line; can be rebuilt from it.
create table demand.daily (
    store_id   bigint         not null,
    product_id bigint         not null,
    day        date           not null,
    units      numeric(18, 3) not null default 0,
    revenue    numeric(18, 4) not null default 0,
    cost       numeric(18, 4) not null default 0,
    lines      int            not null default 0,
    primary key (store_id, product_id, day)
);
create index daily_day on demand.daily (day);

create table demand.zone_hour (
    hour       timestamptz    not null,
    pincode    text           not null,
    product_id bigint         not null,
    units      numeric(18, 3) not null default 0,
    revenue    numeric(18, 4) not null default 0,
    lines      int            not null default 0,
    primary key (hour, pincode, product_id)
);

-- Days on which a product could not be bought all day long; a day without a row was fully in stock.
create table demand.stock_out (
    store_id       bigint        not null,
    product_id     bigint        not null,
    day            date          not null,
    in_stock_share numeric(5, 4) not null check (in_stock_share between 0 and 1),
    primary key (store_id, product_id, day)
);

create table demand.position (
    name text primary key,
    xact xid8 not null
);

create view demand.v_daily as
select d.store_id, d.product_id, d.day, d.units, d.revenue, d.cost, d.lines,
       coalesce(s.in_stock_share, 1) as in_stock_share
from demand.daily d
left join demand.stock_out s using (store_id, product_id, day);

create view demand.v_stock_out as select store_id, product_id, day, in_stock_share from demand.stock_out;

create view demand.v_zone_hour as select hour, pincode, product_id, units, revenue, lines from demand.zone_hour;
