alter table orders.purchase_order
    add column note          text,
    add column sent_at       timestamptz,
    add column sent_by       text,
    add column sent_how      text check (sent_how in ('MAIL', 'HAND')),
    add column closed_reason text, -- why what had not arrived is not awaited any more
    add column closed_by     text;

-- What came in one delivery; a purchase order may have several.
create table orders.purchase_receipt (
    id                bigint generated always as identity primary key,
    purchase_order_id bigint      not null references orders.purchase_order,
    received_at       timestamptz not null default now(),
    received_by       text        not null,
    over_reason       text -- why more was taken than was ordered and the supplier may add
);
create index purchase_receipt_order on orders.purchase_receipt (purchase_order_id);

create table orders.purchase_receipt_line (
    receipt_id bigint         not null references orders.purchase_receipt,
    line       int            not null,
    quantity   numeric(18, 3) not null check (quantity > 0),
    lot        text,
    expiry     date
);
create index purchase_receipt_line_receipt on orders.purchase_receipt_line (receipt_id);

-- Purchase orders on their way to the supplier's mailbox; written with the wish to send, worked off by a job.
create table orders.purchase_mail (
    id                bigint generated always as identity primary key,
    purchase_order_id bigint      not null references orders.purchase_order,
    recipient         text        not null,
    status            text        not null default 'QUEUED' check (status in ('QUEUED', 'SENT', 'FAILED')),
    attempts          int         not null default 0,
    next_attempt_at   timestamptz not null default now(),
    last_error        text,
    requested_by      text        not null,
    requested_at      timestamptz not null default now(),
    sent_at           timestamptz
);
create unique index purchase_mail_waiting on orders.purchase_mail (purchase_order_id) where status = 'QUEUED';
create index purchase_mail_due on orders.purchase_mail (next_attempt_at) where status = 'QUEUED';
create index purchase_mail_order on orders.purchase_mail (purchase_order_id);

-- Days from an order's sending to its goods: one observation per order and product, the mean of its deliveries
-- weighted by quantity.
create view orders.v_lead_time as
select po.supplier_id, l.product_id, po.id as purchase_order_id, po.sent_at,
       sum(extract(epoch from r.received_at - po.sent_at) / 86400 * rl.quantity) / sum(rl.quantity) as days
from orders.purchase_order po
join orders.purchase_receipt r on r.purchase_order_id = po.id
join orders.purchase_receipt_line rl on rl.receipt_id = r.id
join orders.purchase_order_line l on l.purchase_order_id = po.id and l.line = rl.line
where po.supplier_id is not null and po.sent_at is not null and r.received_at >= po.sent_at
group by po.supplier_id, l.product_id, po.id, po.sent_at;
