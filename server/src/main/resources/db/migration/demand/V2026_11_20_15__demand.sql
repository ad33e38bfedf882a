create schema demand;

-- Projections of orders.sale_line; can be rebuilt from it. Returned goods stand beside and do not lower the demand.
-- Ids are kept as int: the keys of 50 million rows are a third smaller.
-- Partitioned by month, so that a range of days needs no index of its own and a new month is filled in key order.
create table demand.daily (
    store_id         int            not null,
    product_id       int            not null,
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
-- Lines of a file that names no pincode are not in it (demand.fact calls the others detailed): their zone is the
-- store's own, so what daily has beyond this table is theirs, and millions of rows are spared.
create table demand.zone_hour (
    product_id int            not null,
    hour       timestamptz    not null,
    store_id   int            not null,
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
    store_id         int            not null,
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
    product_id       int            not null,
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
    store_id       int           not null,
    product_id     int           not null,
    day            date          not null,
    in_stock_share numeric(5, 4) not null check (in_stock_share between 0 and 1),
    primary key (store_id, product_id, day)
);
create index stock_out_day on demand.stock_out (day);

-- How far each projection has read: what its last transaction could see. What is visible now and was not visible in
-- that snapshot is new, also when it was written by a transaction that began long before.
create table demand.position (
    name     text primary key,
    snapshot pg_snapshot not null
);
insert into demand.position (name, snapshot) values ('demand', '1:1:'), ('stock', '1:1:');

-- What the projections need to know of a store. An hour begins where it does on the store's own clock, also where
-- that is
-- half an hour off UTC's; worked out once here, because a time zone looked up per line took as long as all the sums.
create table demand.store_clock (
    store_id int         primary key,
    pincode  text        not null,
    midnight timestamptz not null
);

create view demand.fact as
select l.xact, l.sale_id, l.kind, l.store_id::int as store_id, l.product_id::int as product_id, l.business_day as day,
       date_bin('1 hour', l.occurred_at, c.midnight) as hour, coalesce(l.pincode, c.pincode) as pincode,
       l.pincode is not null or l.batch_id is null as detailed,
       case l.kind when 'SALE' then l.quantity when 'VOID' then -l.quantity else 0 end as units,
       case l.kind when 'SALE' then l.revenue when 'VOID' then -l.revenue else 0 end as revenue,
       case l.kind when 'SALE' then round(l.quantity * l.unit_cost, 4)
                   when 'VOID' then -round(l.quantity * l.unit_cost, 4) else 0 end as cost,
       case l.kind when 'SALE' then 1 when 'VOID' then -1 else 0 end as lines,
       case l.kind when 'RETURN' then l.quantity when 'VOID_RETURN' then -l.quantity else 0 end as returned_units,
       case l.kind when 'RETURN' then l.revenue when 'VOID_RETURN' then -l.revenue else 0 end as returned_revenue
from orders.v_sale_line l
join demand.store_clock c on c.store_id = l.store_id;

-- Locked by whoever moves a projection on: one at a time, over all instances. Tables of their own without a row, since
-- LOCK TABLE waits before the transaction's snapshot is taken, and an advisory lock after it.
create table demand.turn (nothing int);
create table demand.stock_turn (nothing int);

-- Creates the month partitions of the two big tables that are missing.
create function demand.ensure_months(from_day date, to_day date) returns void
language plpgsql as $$
declare
    month date := date_trunc('month', from_day);
    next_month date;
    suffix text;
begin
    perform pg_advisory_xact_lock(hashtext('demand.ensure_months'));
    while month <= to_day loop
        next_month := (month + interval '1 month')::date;
        suffix := to_char(month, '_YYYY_MM');
        if to_regclass('demand.daily' || suffix) is null then
            -- Attaching, unlike `create table … partition of`, does not shut out those who read the other months.
            execute format('create table demand.daily%s (like demand.daily including all) with (fillfactor = 90)',
                   suffix);
            execute format('alter table demand.daily attach partition demand.daily%s for values from (%L) to (%L)',
                suffix, month, next_month);
            -- A month of hours begins at midnight UTC: partitions must not hang on the session's time zone.
            execute
                   format('create table demand.zone_hour%s (like demand.zone_hour including all) with (fillfactor = 90)',
                suffix);
            execute
                   format('alter table demand.zone_hour attach partition demand.zone_hour%s for values from (%L) to (%L)',
                suffix, month || ' 00:00:00+00', next_month || ' 00:00:00+00');
        end if;
        month := next_month;
    end loop;
end $$;

create view demand.v_daily as
select d.store_id::bigint as store_id, d.product_id::bigint as product_id, d.day, d.units, d.revenue, d.cost,
       d.lines, d.returned_units, d.returned_revenue,
       coalesce(s.in_stock_share, 1) as in_stock_share
from demand.daily d
left join demand.stock_out s on s.store_id = d.store_id and s.product_id = d.product_id and s.day = d.day;

-- Without the look at stock-outs: for sums of money and units.
create view demand.v_store_product_day as
select store_id, product_id, day, units, revenue, cost, lines, returned_units, returned_revenue from demand.daily;

create view demand.v_stock_out as select store_id, product_id, day, in_stock_share from demand.stock_out;

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
    select sold.store_id::bigint, sold.product_id::bigint,
           round(coalesce(units_7, 0) / greatest(7 - coalesce(days_7, 0), 1), 4),
           round(coalesce(units_14, 0) / greatest(14 - coalesce(days_14, 0), 1), 4),
           round(units_30 / greatest(30 - coalesce(days_30, 0), 1), 4)
    from sold
    left join missing on missing.store_id = sold.store_id and missing.product_id = sold.product_id
$$;
