create schema demand;

-- Projections of orders.sale_line; can be rebuilt from it. Returned goods stand beside and do not lower the demand.
-- Partitioned by month, so that a range of days needs no index of its own and a new month is filled in key order.
create table demand.daily (
    store_id         bigint         not null,
    product_id       bigint         not null,
    day              date           not null,
    units            numeric(18, 3) not null default 0,
    revenue          numeric(18, 4) not null default 0,
    cost             numeric(18, 4) not null default 0,
    lines            int            not null default 0,
    returned_units   numeric(18, 3) not null default 0,
    returned_revenue numeric(18, 4) not null default 0,
    primary key (store_id, product_id, day)
) partition by range (day);

-- By product first: a map for one item reads one stretch of the index. The map of everything reads zone_total.
create table demand.zone_hour (
    product_id bigint         not null,
    hour       timestamptz    not null,
    store_id   bigint         not null,
    pincode    text           not null, -- '' where neither the sale nor its store has one
    units      numeric(18, 3) not null default 0,
    revenue    numeric(18, 4) not null default 0,
    lines      int            not null default 0,
    primary key (product_id, hour, store_id, pincode)
) partition by range (hour);

-- All products together. Orders are counted here, because a sale of two products is one order.
create table demand.zone_total (
    day              date           not null,
    hour             timestamptz    not null,
    store_id         bigint         not null,
    pincode          text           not null,
    units            numeric(18, 3) not null default 0,
    revenue          numeric(18, 4) not null default 0,
    cost             numeric(18, 4) not null default 0,
    lines            int            not null default 0,
    orders           int            not null default 0,
    returned_units   numeric(18, 3) not null default 0,
    returned_revenue numeric(18, 4) not null default 0,
    primary key (day, hour, store_id, pincode)
) with (fillfactor = 80);
create index zone_total_hour on demand.zone_total (hour);

-- All stores together.
create table demand.product_day (
    day              date           not null,
    product_id       bigint         not null,
    units            numeric(18, 3) not null default 0,
    revenue          numeric(18, 4) not null default 0,
    cost             numeric(18, 4) not null default 0,
    lines            int            not null default 0,
    returned_units   numeric(18, 3) not null default 0,
    returned_revenue numeric(18, 4) not null default 0,
    primary key (day, product_id)
) with (fillfactor = 80);

-- Days on which a product could not be bought all day long; a day without a row was fully in stock.
create table demand.stock_out (
    store_id       bigint        not null,
    product_id     bigint        not null,
    day            date          not null,
    in_stock_share numeric(5, 4) not null check (in_stock_share between 0 and 1),
    primary key (store_id, product_id, day)
);
create index stock_out_day on demand.stock_out (day);

-- From when on the books say what is in stock: the first delivery, count or opening balance. Before it an empty shelf
-- in the books means nothing, because nobody had told them of the goods.
create table demand.stock_known (
    store_id   bigint      not null,
    product_id bigint      not null,
    since      timestamptz not null,
    primary key (store_id, product_id)
);

-- How far each projection has read: what its last transaction could see. What is visible now and was not visible in
-- that snapshot is new, also when it was written by a transaction that began long before.
create table demand.position (
    name     text primary key,
    snapshot pg_snapshot not null,
    day      date
);
insert into demand.position (name, snapshot) values ('demand', '1:1:'), ('stock', '1:1:');

-- Locked by whoever moves a projection on: one at a time, over all instances. Tables of their own without a row, since
-- LOCK TABLE waits before the transaction's snapshot is taken, and an advisory lock after it.
create table demand.turn (nothing int);
create table demand.stock_turn (nothing int);

-- Creates the month partitions of the two big tables that are missing.
create function demand.ensure_months(from_day date, to_day date) returns void
language plpgsql as $$
declare
    month date := date_trunc('month', from_day);
    suffix text;
begin
    perform pg_advisory_xact_lock(hashtext('demand.ensure_months'));
    while month <= to_day loop
        suffix := to_char(month, '_YYYY_MM');
        if to_regclass('demand.daily' || suffix) is null then
            execute format('create table demand.daily%s partition of demand.daily for values from (%L) to (%L)
                            with (fillfactor = 90)',
                suffix, month, (month + interval '1 month')::date);
            -- A month of hours begins at midnight UTC: partitions must not hang on the session's time zone.
            execute format('create table demand.zone_hour%s partition of demand.zone_hour for values from (%L) to (%L)
                            with (fillfactor = 90)',
                suffix, month::timestamp at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
        end if;
        month := (month + interval '1 month')::date;
    end loop;
end $$;

create view demand.v_daily as
select d.store_id, d.product_id, d.day, d.units, d.revenue, d.cost, d.lines, d.returned_units, d.returned_revenue,
       coalesce(s.in_stock_share, 1) as in_stock_share
from demand.daily d
left join demand.stock_out s on s.store_id = d.store_id and s.product_id = d.product_id and s.day = d.day;

-- Without the look at stock-outs: for sums of money and units.
create view demand.v_store_product_day as
select store_id, product_id, day, units, revenue, cost, lines, returned_units, returned_revenue from demand.daily;

create view demand.v_stock_out as select store_id, product_id, day, in_stock_share from demand.stock_out;

create view demand.v_zone_hour as
select hour, store_id, pincode, product_id, units, revenue, lines from demand.zone_hour;

create view demand.v_zone_total as
select day, hour, store_id, pincode, units, revenue, cost, lines, orders, returned_units, returned_revenue
from demand.zone_total;

create view demand.v_product_day as
select day, product_id, units, revenue, cost, lines, returned_units, returned_revenue from demand.product_day;

-- Mean units a day over the 7, 14 and 30 days that end with a day; days on which nothing could be bought are left out
-- of the divisor.
create function demand.v_velocity(as_of date)
returns table (store_id bigint, product_id bigint, mean_7 numeric, mean_14 numeric, mean_30 numeric)
language sql stable as $$
    with sold as (
        select d.store_id, d.product_id,
               sum(d.units) filter (where d.day > as_of - 7) as units_7,
               sum(d.units) filter (where d.day > as_of - 14) as units_14,
               sum(d.units) as units_30
        from demand.daily d
        where d.day > as_of - 30 and d.day <= as_of
        group by d.store_id, d.product_id
    ), missing as (
        select s.store_id, s.product_id,
               sum(1 - s.in_stock_share) filter (where s.day > as_of - 7) as days_7,
               sum(1 - s.in_stock_share) filter (where s.day > as_of - 14) as days_14,
               sum(1 - s.in_stock_share) as days_30
        from demand.stock_out s
        where s.day > as_of - 30 and s.day <= as_of
        group by s.store_id, s.product_id
    )
    select sold.store_id, sold.product_id,
           round(coalesce(units_7, 0) / greatest(7 - coalesce(days_7, 0), 1), 4),
           round(coalesce(units_14, 0) / greatest(14 - coalesce(days_14, 0), 1), 4),
           round(units_30 / greatest(30 - coalesce(days_30, 0), 1), 4)
    from sold
    left join missing on missing.store_id = sold.store_id and missing.product_id = sold.product_id
$$;
