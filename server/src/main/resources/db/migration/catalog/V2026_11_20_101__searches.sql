create index product_sku_trgm on catalog.product using gin (sku gin_trgm_ops);
create index product_unit_cost on catalog.product (unit_cost);
create index product_sale_price on catalog.product (sale_price);
create index product_margin on catalog.product (((sale_price - unit_cost) / nullif(sale_price, 0)));
create index product_margin_falling on catalog.product
    (((sale_price - unit_cost) / nullif(sale_price, 0)) desc nulls last);
create index product_created on catalog.product (created_at);
create index product_supplier_supplier on catalog.product_supplier (supplier_id);
analyze catalog.product;
