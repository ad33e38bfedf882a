-- Up to which day nothing may move any more, in the store's own days; store 0 stands for the whole chain. What is closed
-- stays as it was reported. No row: never closed.
create table inventory.closed_books (
    store_id     bigint      primary key,
    closed_until date        not null,
    changed_at   timestamptz not null default now(),
    changed_by   text        not null,
    reason       text
);

-- How many days back somebody may date what they write down by hand.
create table inventory.back_dating (
    role text primary key,
    days int  not null check (days between 0 and 3660)
);
insert into inventory.back_dating (role, days) values ('STORE_MANAGER', 7), ('PLANNER', 31), ('ADMIN', 366);

-- A store's books are closed as far as the chain's or its own, whichever is later; open again at the end of that day.
create view inventory.v_open_period as
select s.id as store_id, s.code as store, greatest(c.closed_until, o.closed_until) as closed_until,
       (greatest(c.closed_until, o.closed_until) + 1)::timestamp at time zone s.time_zone as open_since
from stores.v_store s
left join inventory.closed_books c on c.store_id = 0
left join inventory.closed_books o on o.store_id = s.id
where c.store_id is not null or o.store_id is not null;
