-- Stock promised to a line of a document. It is promised out of all that a store has of a product, so its sum stands
-- as reserved on the balance without a lot; which lots go is decided when the goods are picked.
create table inventory.reservation (
    id          bigint generated always as identity primary key,
    store_id    bigint         not null,
    product_id  bigint         not null,
    source      text           not null, -- SALES_ORDER, …
    document    text           not null, -- SO-17
    line        int            not null,
    quantity    numeric(18, 3) not null check (quantity >= 0),
    reserved_at timestamptz    not null default now(),
    reserved_by text           not null,
    unique (source, document, line)
);
create index reservation_product on inventory.reservation (store_id, product_id);

create view inventory.v_reservation as
select store_id, product_id, source, document, line, quantity, reserved_at, reserved_by from inventory.reservation;

-- Lots of a store in the order in which they are picked: first expired, first received; after a use-by day none.
create view inventory.v_pick as
select b.location_id as store_id, b.product_id, b.lot_id, coalesce(l.code, '') as lot, l.expiry, b.on_hand, b.reserved,
       b.unavailable, case when k.date_kind = 'USE_BY' then l.expiry end as use_by,
       row_number() over (partition by b.location_id, b.product_id
                              order by l.expiry nulls last, l.received_at nulls last, b.lot_id) as place
from inventory.balance b
left join inventory.lot l on l.id = b.lot_id
left join catalog.v_date_kind k on k.product_id = b.product_id
where b.lot_id = 0 or b.on_hand <> 0;
