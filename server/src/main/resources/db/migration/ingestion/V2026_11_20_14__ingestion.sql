create schema ingestion;

create table ingestion.upload (
    id            bigint generated always as identity primary key,
    kind          text, -- SALES, PRODUCTS, INVENTORY; null until the header is recognised
    file_name     text        not null,
    stored_as     text, -- the raw file, below the product's home; null when it was not worth keeping
    sha256        text,
    status        text        not null default 'RECEIVED' check (status in
        ('RECEIVED', 'VALIDATING', 'LOADING', 'DONE', 'FAILED', 'CANCELLED', 'UNDONE')),
    dry_run       boolean     not null default false,
    store         text, -- the store for rows that name none
    options       jsonb       not null default '{}',
    scope         text[], -- the stores that the sender may name; null: all
    cancel_asked  boolean     not null default false,
    rows_read     bigint      not null default 0,
    rows_accepted bigint      not null default 0,
    rows_skipped  bigint      not null default 0,
    rows_refused  bigint      not null default 0,
    bytes_read    bigint      not null default 0,
    bytes_total   bigint      not null default 0,
    quality_score numeric(5, 2),
    quality       jsonb, -- the parts of the score
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

-- Rows that are in, by the hash of all their fields; one entry per row, so three of a kind are there three times.
-- Kept as one array per store and day: a till's file of new days meets no array at all, and a row costs 16 bytes here
-- against about 100 in a table with an index.
create table ingestion.fingerprint (
    store_id     bigint not null references stores.store,
    day          date   not null,
    upload_id    bigint not null references ingestion.upload,
    fingerprints uuid[] not null,
    primary key (store_id, day, upload_id)
);
alter table ingestion.fingerprint alter column fingerprints set storage external; -- hashes don't compress

-- The newest count that each file gave for a store and product. Older sales that arrive later leave it as it is.
-- No foreign keys: they would be checked one by one for a hundred thousand rows that come from joins with those tables.
create table ingestion.stock_anchor (
    store_id    bigint         not null,
    product_id  bigint         not null,
    upload_id   bigint         not null,
    counted_at  timestamptz    not null,
    stock_after numeric(18, 3) not null,
    primary key (store_id, product_id, upload_id)
);

-- Where a file's rows wait between parser and load. One import at a time; emptied before and after each.
-- "cell" is the file's number of product and store, "chain" adds the second, so that one integer sorts a cell's rows.
create unlogged table ingestion.staged (
    chain       bigint      not null,
    occurred_at timestamptz not null,
    fingerprint uuid        not null,
    line        int         not null,
    store       int         not null,
    product     int         not null,
    day         date        not null,
    operation   "char"      not null, -- S sale, A add, R remove, C count
    quantity    numeric     not null, -- out of stock positive, into stock negative
    price       numeric,
    cost        numeric,
    stock_after numeric,
    external_id text,
    pincode     text
) with (autovacuum_enabled = off); -- emptied before a vacuum would be through
-- The planner would guess the number of cells, and choose to sort where it could hash.
create statistics ingestion.staged_cells on (chain >> 31) from ingestion.staged;
create unlogged table ingestion.staged_product (
    product    int    not null,
    product_id bigint not null,
    unit_cost  numeric not null
);
create unlogged table ingestion.staged_store (
    store    int    not null,
    store_id bigint not null
);
create unlogged table ingestion.skipped (
    line int not null
);
-- One row per store and product of the file, with what was known of its stock before.
create unlogged table ingestion.staged_cell (
    cell         bigint      not null,
    store_id     bigint      not null,
    product_id   bigint      not null,
    anchor_at    timestamptz not null, -- the newest count known before, or -infinity
    newest_count timestamptz, -- this file's newest; null: none that is newer than the anchor
    ledger       numeric -- on hand before, less what moved after this file's newest count; null: never moved
);
