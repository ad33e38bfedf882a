-- Goods on their way from one store to another. They leave the sender's balance when they are shipped and enter the
-- receiver's when they arrive; in between they stand in the ledger's place IN_TRANSIT.
create table inventory.transfer (
    id            bigint generated always as identity primary key,
    number        text        not null generated always as ('T-' || id::text) stored unique,
    from_store_id bigint      not null,
    to_store_id   bigint      not null,
    status        text        not null default 'REQUESTED'
                  check (status in ('REQUESTED', 'APPROVED', 'IN_TRANSIT', 'PARTIALLY_RECEIVED', 'RECEIVED', 'CANCELLED')),
    expected_at   timestamptz,
    note          text,
    requested_at  timestamptz not null default now(),
    requested_by  text        not null,
    approved_at   timestamptz,
    approved_by   text,
    shipped_at    timestamptz,
    shipped_by    text,
    closed_at     timestamptz, -- received whole, or cancelled
    closed_by     text,
    version       int         not null default 1,
    check (from_store_id <> to_store_id)
);
create index transfer_recent on inventory.transfer (requested_at desc, id desc);
create index transfer_from on inventory.transfer (from_store_id, requested_at desc, id desc);
create index transfer_to on inventory.transfer (to_store_id, requested_at desc, id desc);
create index transfer_under_way on inventory.transfer (to_store_id)
    where status in ('APPROVED', 'IN_TRANSIT', 'PARTIALLY_RECEIVED');

create table inventory.transfer_line (
    transfer_id bigint         not null references inventory.transfer,
    line        int            not null,
    product_id  bigint         not null,
    requested   numeric(18, 3) not null check (requested > 0),
    shipped     numeric(18, 3) not null default 0 check (shipped >= 0),
    received    numeric(18, 3) not null default 0 check (received >= 0), -- good, damaged and surplus alike
    damaged     numeric(18, 3) not null default 0 check (damaged >= 0),
    lost        numeric(18, 3) not null default 0 check (lost >= 0),
    primary key (transfer_id, line)
);

-- Which lots are on their way; arrived counts what came, was lost or went back.
create table inventory.transfer_lot (
    transfer_id bigint         not null,
    line        int            not null,
    lot_id      bigint         not null,
    shipped     numeric(18, 3) not null check (shipped > 0),
    settled     numeric(18, 3) not null default 0 check (settled between 0 and shipped),
    primary key (transfer_id, line, lot_id),
    foreign key (transfer_id, line) references inventory.transfer_line
);

-- What a store may count on: approved is promised, shipped is on the road.
create view inventory.v_in_transit as
select t.to_store_id as store_id, l.product_id,
       sum(case when t.status = 'APPROVED' then l.requested
                else greatest(l.shipped - l.received - l.lost, 0) end) as quantity,
       min(t.expected_at) as next_expected_at
from inventory.transfer t
join inventory.transfer_line l on l.transfer_id = t.id
where t.status in ('APPROVED', 'IN_TRANSIT', 'PARTIALLY_RECEIVED')
group by t.to_store_id, l.product_id;
