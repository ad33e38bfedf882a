-- Days from an order's sending to its goods, one row per order of a store: the mean over the lines delivered.
create view orders.v_delivery_days as
select po.store_id, po.supplier_id, po.id as purchase_order_id, po.sent_at,
       avg(extract(epoch from r.received_at - po.sent_at) / 86400) as days
from orders.purchase_order po
join orders.purchase_receipt r on r.purchase_order_id = po.id
join orders.purchase_receipt_line rl on rl.receipt_id = r.id
where po.supplier_id is not null and po.sent_at is not null and r.received_at >= po.sent_at
group by po.store_id, po.supplier_id, po.id;
create index purchase_order_sent on orders.purchase_order (store_id, supplier_id, sent_at) where sent_at is not null;

-- What customers were promised and no stock is kept for yet: it takes from the inventory position.
create view orders.v_back_order as
select o.store_id, l.product_id, sum(l.quantity - l.shipped - coalesce(r.quantity, 0)) as quantity
from orders.sales_order o
join orders.sales_order_line l on l.sales_order_id = o.id
left join inventory.v_reservation r on r.source = 'SALES_ORDER' and r.document = o.number and r.line = l.line
where o.status in ('CONFIRMED', 'PARTIALLY_SHIPPED') and l.quantity > l.shipped + coalesce(r.quantity, 0)
group by o.store_id, l.product_id;
create index sales_order_open on orders.sales_order (store_id) where status in ('CONFIRMED', 'PARTIALLY_SHIPPED');
