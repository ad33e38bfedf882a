-- A need can be met by another store, as a rule a warehouse: a transfer comes of it instead of a purchase order.
alter table replenishment.line
    add column source_store_id bigint references stores.store,
    add column transfer_id     bigint;

create or replace view replenishment.v_line as
select l.id, l.store_id, s.code as store, s.name as store_name, l.product_id, p.sku, p.name as product_name,
       p.category_path, l.urgency, case l.urgency when 'CRITICAL' then 1 when 'HIGH' then 2 else 3 end as urgency_rank,
       l.horizons_at_risk, l.quantity, l.needed_by, l.supplier_id, coalesce(w.name, sup.name) as supplier,
       coalesce(ps.unit_cost, p.unit_cost) as unit_cost, l.headline, l.reason, l.status, l.quiet_until,
       l.purchase_order_id, l.updated_at, l.inputs, l.source_store_id, w.code as source_store, l.transfer_id
from replenishment.line l
join stores.v_store s on s.id = l.store_id
join catalog.v_product p on p.id = l.product_id
left join stores.v_store w on w.id = l.source_store_id
left join catalog.v_supplier sup on sup.id = l.supplier_id
left join catalog.v_preferred_supplier ps on ps.product_id = l.product_id;
