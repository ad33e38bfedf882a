-- What has moved lately, anywhere or in one store. They cost a movement a few microseconds; without them the list of
-- all movements reads and sorts a month of them.
create index movement_recent on inventory.movement (occurred_at, id);
create index movement_place on inventory.movement
    ((case when to_location > 0 then to_location else from_location end), occurred_at);

-- A lot by its code alone, as it is scanned or typed.
create index lot_code on inventory.lot (code);

-- Transfers by what is on them and what was noted.
create index transfer_line_product on inventory.transfer_line (product_id);
create index transfer_note_trgm on inventory.transfer using gin (note gin_trgm_ops);
create index transfer_status on inventory.transfer (status, requested_at desc, id desc);
create index stock_count_status on inventory.stock_count (status, created_at desc, id desc);
-- What an index works out is unknown to the planner until it has been looked at.
analyze inventory.movement;
