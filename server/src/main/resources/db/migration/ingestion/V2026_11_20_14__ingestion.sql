create schema ingestion;

create table ingestion.upload (
    id            bigint generated always as identity primary key,
    kind          text        not null, -- SALES, PRODUCTS, INVENTORY, …
    file_name     text        not null,
    stored_as     text        not null, -- the raw file, below the product's home
    sha256        text,
    status        text        not null default 'RECEIVED' check (status in
        ('RECEIVED', 'VALIDATING', 'LOADING', 'DONE', 'FAILED', 'CANCELLED', 'UNDONE')),
    dry_run       boolean     not null default false,
    store         text, -- the store for rows that name none
    options       jsonb       not null default '{}',
    rows_read     bigint      not null default 0,
    rows_accepted bigint      not null default 0,
    rows_skipped  bigint      not null default 0,
    rows_refused  bigint      not null default 0,
    bytes_read    bigint      not null default 0,
    bytes_total   bigint      not null default 0,
    quality_score numeric(5, 2),
    columns       jsonb,
    message       text,
    created_by    text        not null,
    created_at    timestamptz not null default now(),
    started_at    timestamptz,
    finished_at   timestamptz
);

create table ingestion.problem (
    upload_id bigint not null references ingestion.upload on delete cascade,
    line      bigint not null,
    seq       int    not null,
    col       text,
    value     text,
    reason    text   not null,
    severity  text   not null check (severity in ('ERROR', 'WARNING', 'SKIPPED')),
    primary key (upload_id, seq)
);

-- Till rows that are in, by the hash of all their fields and how many of the kind: what makes a second sending harmless.
create table ingestion.sale_fingerprint (
    fingerprint uuid   not null,
    upload_id   bigint not null references ingestion.upload,
    rows        int    not null,
    primary key (fingerprint, upload_id)
);
