-- What a planner says of days to come. Never edited: a mistake is withdrawn, and said again. The latest that covers a
-- product in a store on a day is in force there; what it hides comes back when it is withdrawn.
create table forecasting.planner_override (
    id           bigint generated always as identity primary key,
    store_id     bigint, -- null: all stores
    product_id   bigint, -- one product, or
    category     text, -- all products of a category and what is below it
    from_day     date           not null,
    to_day       date           not null,
    kind         text           not null check (kind in ('SET', 'ADD', 'PERCENT')),
    value        numeric(12, 3) not null, -- units a day, of a group together; percent for PERCENT
    reason       text           not null,
    note         text,
    series       int            not null, -- products in stores that it covered when it was made
    created_by   text           not null,
    created_at   timestamptz    not null,
    withdrawn_by text,
    withdrawn_at timestamptz,
    check (to_day between from_day and from_day + 365),
    check ((product_id is null) <> (category is null)),
    check ((withdrawn_by is null) = (withdrawn_at is null))
);
create index planner_override_in_force on forecasting.planner_override (to_day) where withdrawn_at is null;
create index planner_override_product on forecasting.planner_override (product_id);

-- The forecasts that overrides changed, whole, so that forecasting.forecast stays what the statistics said.
create table forecasting.adjusted (
    store_id      bigint             not null,
    product_id    bigint             not null,
    run_id        bigint             not null,
    as_of         date               not null,
    model         text               not null,
    mean          double precision[] not null,
    levels        double precision[] not null,
    quantiles     double precision[] not null,
    sum_quantiles double precision[] not null,
    overrides     bigint[]           not null, -- [horizon] the one in force on each day, 0 where none is
    primary key (store_id, product_id)
);

-- Each overridden day, with what was said of it when the override came to cover it: statistics, planner and the same
-- weekday of the last known week knew the same. Rows of days that are over stay.
create table forecasting.overridden_day (
    store_id    bigint           not null,
    product_id  bigint           not null,
    day         date             not null,
    override_id bigint           not null references forecasting.planner_override,
    as_of       date             not null,
    naive       double precision not null,
    statistical double precision not null,
    overridden  double precision not null,
    primary key (store_id, product_id, day)
);
create index overridden_day_override on forecasting.overridden_day (override_id);
create index overridden_day_day on forecasting.overridden_day (day);

-- What is in force: the forecast, with the overrides where there are any.
create or replace view forecasting.v_forecast as
select f.store_id, f.product_id, coalesce(a.run_id, f.run_id) as run_id, coalesce(a.as_of, f.as_of) as as_of,
       coalesce(a.model, f.model) as model, coalesce(a.mean, f.mean) as mean, coalesce(a.levels, f.levels) as levels,
       coalesce(a.quantiles, f.quantiles) as quantiles, coalesce(a.sum_quantiles, f.sum_quantiles) as sum_quantiles,
       a.store_id is not null as overridden
from forecasting.forecast f
left join forecasting.adjusted a on a.store_id = f.store_id and a.product_id = f.product_id;
