create index customer_trgm on orders.customer
    using gin (name gin_trgm_ops, code gin_trgm_ops, email gin_trgm_ops, phone gin_trgm_ops);
create index customer_pincode on orders.customer (pincode);

-- Names that sound like it: less alike than pg_trgm's own 0.6, since people mistype names more than words.
create function orders.customers_like(wanted text) returns setof bigint
language sql stable set pg_trgm.word_similarity_threshold = 0.5 as $$
    select id from orders.customer where wanted <% name
$$;

create index purchase_order_recent on orders.purchase_order (created_at desc, id desc);
create index purchase_order_store_recent on orders.purchase_order (store_id, created_at desc, id desc);
create index purchase_order_status on orders.purchase_order (status, created_at desc, id desc);
create index sales_order_status on orders.sales_order (status, created_at desc, id desc);
create index sales_order_pincode on orders.sales_order (pincode, created_at desc);
create index sales_order_external on orders.sales_order (lower(external_id));
-- Most sales are complete; the list of the others is short.
create index sale_status on orders.sale (status, occurred_at desc, id desc) where status <> 'COMPLETED';
analyze orders.sales_order;
