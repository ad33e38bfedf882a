-- What was trained, on which days, with what seed and settings, how good it was on days held back, and what it follows.
create table forecasting.model (
    id              bigint generated always as identity primary key,
    method          text        not null,
    label           text        not null default '',
    store           text, -- the scope: null means all
    category        text,
    sku             text,
    status          text        not null check (status in ('CHAMPION', 'CHALLENGER', 'RETIRED', 'FAILED')),
    -- a champion trained anew for a part of its scope: in force there, but no champion of that part on its own
    partial         boolean     not null default false,
    parent_id       bigint      references forecasting.model on delete set null, -- trained anew from
    run_id          bigint      not null references forecasting.run,
    job_id          bigint      not null,
    reason          text        not null,
    trained_at      timestamptz, -- null while it trains, and when that was cut short
    status_at       timestamptz not null,
    status_reason   text        not null default '',
    data_from       date        not null,
    data_to         date        not null,
    series          int         not null default 0,
    observations    bigint      not null default 0,
    seed            bigint      not null,
    settings        jsonb       not null,
    parameters      jsonb       not null default '{}',
    metrics         jsonb       not null default '{}',
    library_version text        not null,
    artifact        text, -- folder below the home's models folder
    artifact_bytes  bigint      not null default 0
);
create unique index model_champion on forecasting.model (coalesce(store, ''), coalesce(category, ''), coalesce(sku, ''))
    where status = 'CHAMPION' and not partial;
create index model_status on forecasting.model (status, id);
create index model_parent on forecasting.model (parent_id);

alter table forecasting.forecast add column model_id bigint references forecasting.model on delete set null;
create index forecast_model on forecasting.forecast (model_id);

-- What challengers say; moved into forecasting.forecast when one is promoted.
create table forecasting.challenge (
    model_id      bigint             not null references forecasting.model on delete cascade,
    store_id      bigint             not null,
    product_id    bigint             not null,
    as_of         date               not null,
    model         text               not null,
    mean          double precision[] not null,
    levels        double precision[] not null,
    quantiles     double precision[] not null,
    sum_quantiles double precision[] not null,
    accuracy      jsonb,
    primary key (model_id, store_id, product_id)
);

-- Champion against challenger on the same held-back days, with the reason for what was then done.
create table forecasting.contest (
    id                bigint generated always as identity primary key,
    held_at           timestamptz      not null,
    as_of             date             not null,
    store             text,
    category          text,
    sku               text,
    champion_id       bigint           references forecasting.model on delete set null,
    champion_method   text             not null,
    challenger_id     bigint           references forecasting.model on delete set null,
    challenger_method text             not null,
    series            int              not null,
    champion_rmsse    double precision not null,
    challenger_rmsse  double precision not null,
    champion_pinball  double precision not null,
    challenger_pinball double precision not null,
    t_statistic       double precision not null, -- of the paired differences; positive favours the challenger
    better            boolean          not null,
    action            text             not null check (action in ('KEPT', 'PROMOTED')),
    reason            text             not null
);
create index contest_scope on forecasting.contest (challenger_method, champion_method, id);

create table forecasting.drift (
    id        bigint generated always as identity primary key,
    found_at  timestamptz      not null,
    as_of     date             not null,
    kind      text             not null check (kind in ('ERROR', 'INPUT')),
    store     text,
    category  text,
    statistic text             not null,
    value     double precision not null,
    threshold double precision not null,
    since     date             not null,
    models    bigint[]         not null,
    action    text             not null check (action in ('RETRAINED', 'NOTED')),
    run_id    bigint, -- the job run that trains anew
    detail    text             not null
);
create index drift_segment on forecasting.drift (statistic, store, category, as_of);
