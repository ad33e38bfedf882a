create schema if not exists jobs;

create table jobs.run (
    id               bigint generated always as identity primary key,
    name             text not null,
    key              text,
    parameters       jsonb not null default '{}',
    status           text not null default 'QUEUED'
                     check (status in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    requested_at     timestamptz not null default clock_timestamp(),
    requested_by     text not null,
    started_at       timestamptz,
    finished_at      timestamptz,
    done             bigint not null default 0,
    total            bigint not null default 0,
    message          text not null default '',
    error            text,
    cancel_requested boolean not null default false,
    heartbeat_at     timestamptz,
    instance         text
);
-- At most one waiting run per job and key.
create unique index run_waiting_key on jobs.run (name, key) where status = 'QUEUED' and key is not null;
create index run_open on jobs.run (status, id) where status in ('QUEUED', 'RUNNING');
create index run_by_name on jobs.run (name, id desc);
create index run_finished on jobs.run (finished_at) where finished_at is not null;

-- The last time that a schedule was due and served: whoever moves it on queues the run.
create table jobs.schedule (
    name   text primary key,
    due_at timestamptz not null
);
