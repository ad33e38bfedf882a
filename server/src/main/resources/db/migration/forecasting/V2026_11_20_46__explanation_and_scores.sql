-- What each forecast is made of, part by part: parts runs over the names and, within each, over the days.
-- Real is enough for units of a day and takes half the room.
alter table forecasting.forecast
    add column part_names text[],
    add column parts      real[];

-- What is needed to judge the range too: 5%, 50% and 95% of each of the first 30 days.
alter table forecasting.published
    add column demand_class text,
    add column bounds       real[];
create index published_day on forecasting.published (as_of, store_id, product_id, run_id);

-- Published forecasts against what was then sold, added up so that a question is answered from some thousands of rows.
-- One row per day that is over, store, category, kind of demand, model and how far ahead it was said.
create table forecasting.score (
    day          date             not null,
    store_id     bigint           not null,
    category     text             not null, -- '' where the product has none
    demand_class text             not null,
    model        text             not null,
    band         smallint         not null, -- 1: one day ahead, 2: 2 to 7 days, 3: 8 to 30 days
    forecasts    int              not null,
    sold         double precision not null,
    sold_squared double precision not null,
    said         double precision not null,
    abs_error    double precision not null,
    sq_error     double precision not null,
    naive_error  double precision not null, -- of the same weekday of the last week known then
    share_error  double precision not null, -- of the units of the day, over the days that sold
    share_days   int              not null,
    scaled_error double precision not null, -- over the mean change from week to week of the series
    scaled_sq    double precision not null,
    scaled_days  int              not null,
    pinball      double precision not null, -- mean over the three quantiles
    covered      int              not null, -- between 5% and 95%
    ranged       int              not null, -- had quantiles
    primary key (day, store_id, category, demand_class, model, band)
);
