create table identity.audit_entry (
    id             bigint generated always as identity primary key,
    at             timestamptz not null default clock_timestamp(),
    actor          text not null,
    correlation_id text,
    remote_address text,
    action         text not null,
    subject_type   text not null,
    subject_id     text not null,
    before         jsonb,
    after          jsonb
);
create index audit_entry_at on identity.audit_entry (at desc, id desc);
create index audit_entry_subject on identity.audit_entry (subject_type, subject_id, id desc);
create index audit_entry_actor on identity.audit_entry (actor, id desc);

create function identity.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is append-only';
end
$$;
create trigger audit_entry_append_only before update or delete or truncate on identity.audit_entry
    for each statement execute function identity.refuse_change();

create table identity.repeated_request (
    username    text not null,
    operation   text not null,
    key         text not null,
    content     bytea not null,
    answer      jsonb,
    recorded_at timestamptz not null default clock_timestamp(),
    primary key (username, operation, key)
);
create index repeated_request_age on identity.repeated_request (recorded_at);
