-- Transfers that have not left yet: what a store has asked for, and what another is going to part with.
create view inventory.v_transfer_wish as
select t.from_store_id, t.to_store_id, l.product_id, t.status, l.requested as quantity
from inventory.transfer t
join inventory.transfer_line l on l.transfer_id = t.id
where t.status in ('REQUESTED', 'APPROVED');
create index transfer_wish on inventory.transfer (from_store_id) where status in ('REQUESTED', 'APPROVED');
create index transfer_requested on inventory.transfer (to_store_id) where status = 'REQUESTED';
