create schema forecasting;

create table forecasting.run (
    id          bigint generated always as identity primary key,
    status      text        not null check (status in ('RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    trigger     text        not null,
    started_at  timestamptz not null,
    finished_at timestamptz,
    as_of       date        not null, -- the last day of data
    data_from   date,
    series      int         not null default 0,
    horizon     int         not null,
    seed        bigint      not null,
    models      jsonb, -- series per model, backtest figures per segment
    message     text
);

-- The forecast in force for each store and product; arrays run over the days after as_of.
create table forecasting.forecast (
    store_id      bigint             not null,
    product_id    bigint             not null,
    run_id        bigint             not null references forecasting.run,
    as_of         date               not null,
    model         text               not null,
    mean          double precision[] not null, -- [horizon] units a day
    levels        double precision[] not null, -- [k] e.g. 0.05 … 0.99
    quantiles     double precision[] not null, -- [horizon × k], by day
    sum_quantiles double precision[] not null, -- [horizon × k], of the sum over days 1..j
    accuracy      jsonb,
    primary key (store_id, product_id)
);

-- What each run said, kept to be compared with what then happened.
create table forecasting.published (
    run_id     bigint             not null references forecasting.run,
    store_id   bigint             not null,
    product_id bigint             not null,
    as_of      date               not null,
    model      text               not null,
    mean       double precision[] not null,
    primary key (run_id, store_id, product_id)
);

create view forecasting.v_forecast as
select store_id, product_id, run_id, as_of, model, mean, levels, quantiles, sum_quantiles
from forecasting.forecast;

-- The outlook of all sales together, per store and (store_id 0) of the chain.
create table forecasting.outlook (
    store_id  bigint primary key,
    run_id    bigint             not null references forecasting.run,
    as_of     date               not null,
    model     text               not null,
    mean      double precision[] not null,
    levels    double precision[] not null,
    quantiles double precision[] not null
);
