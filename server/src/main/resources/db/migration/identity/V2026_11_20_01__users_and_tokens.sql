create schema if not exists identity;

create table identity.user_account (
    username      text primary key check (username ~ '^[a-z0-9][a-z0-9._@-]{1,63}$'),
    display_name  text not null check (length(display_name) between 1 and 200),
    role          text not null check (role in ('ADMIN', 'PLANNER', 'STORE_MANAGER', 'ANALYST')),
    password_hash text not null,
    disabled      boolean not null default false,
    -- Goes up when the password or the rights change: tokens carry it, and an older one is refused.
    generation    integer not null default 1,
    created_at    timestamptz not null default now(),
    changed_at    timestamptz not null default now()
);
comment on table identity.user_account is 'Never deleted; every change is in audit_entry.';

-- No foreign key to stores: identity lies below it. A code without a store grants nothing.
create table identity.user_store (
    username   text not null references identity.user_account,
    store_code text not null,
    primary key (username, store_code)
);

-- The token itself is never stored; a family is one sign-in with all its rotations.
create table identity.refresh_token (
    hash       bytea primary key,
    family     uuid not null,
    username   text not null references identity.user_account,
    generation integer not null,
    issued_at  timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz,
    revoked_at timestamptz
);
create index refresh_token_family on identity.refresh_token (family);
create index refresh_token_expiry on identity.refresh_token (expires_at);

create table identity.signing_key (
    id         integer primary key check (id = 1),
    secret     bytea not null check (length(secret) >= 32),
    created_at timestamptz not null default now()
);
