create schema alerts;

-- The subject says what it is about, in words of the kind: a repeat finds the alert that is there by it.
create table alerts.alert (
    id              bigint generated always as identity primary key,
    kind            text        not null,
    subject         text        not null,
    severity        text        not null check (severity in ('CRITICAL', 'HIGH', 'MEDIUM', 'LOW')),
    status          text        not null default 'OPEN' check (status in ('OPEN', 'ACKNOWLEDGED', 'RESOLVED')),
    title           text        not null,
    text            text        not null,
    store_id        bigint references stores.store,    -- null: the chain
    product_id      bigint references catalog.product,
    run_id          bigint, -- of a job; runs are forgotten in time
    occurrences     int         not null default 1,
    raised_at       timestamptz not null,
    last_seen_at    timestamptz not null,
    acknowledged_at timestamptz,
    acknowledged_by text,
    resolved_at     timestamptz,
    resolved_by     text, -- system: the cause is gone
    note            text,
    check ((status = 'RESOLVED') = (resolved_at is not null))
);
create unique index alert_one_open on alerts.alert (kind, subject) where status <> 'RESOLVED';
create index alert_history on alerts.alert (kind, subject, resolved_at) where status = 'RESOLVED';
create index alert_raised on alerts.alert (raised_at desc, id desc);

-- What goes out by a channel: one row for each alert and address.
create table alerts.delivery (
    id              bigint generated always as identity primary key,
    alert_id        bigint      not null references alerts.alert,
    channel         text        not null,
    recipient       text        not null,
    status          text        not null default 'QUEUED' check (status in ('QUEUED', 'SENT', 'FAILED', 'DROPPED')),
    attempts        int         not null default 0,
    next_attempt_at timestamptz not null default now(),
    last_error      text,
    sent_at         timestamptz,
    unique (alert_id, channel, recipient)
);
create index delivery_waiting on alerts.delivery (next_attempt_at) where status = 'QUEUED';

create view alerts.v_alert as
select a.id, a.kind, a.subject, a.severity, a.status, a.title, a.text, s.code as store, s.name as store_name, p.sku,
       p.name as product_name, a.run_id, a.occurrences, a.raised_at, a.last_seen_at, a.acknowledged_at,
       a.acknowledged_by, a.resolved_at, a.resolved_by, a.note,
       array_position(array ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'], a.severity) as severity_rank
from alerts.alert a
left join stores.v_store s on s.id = a.store_id
left join catalog.v_product p on p.id = a.product_id;
