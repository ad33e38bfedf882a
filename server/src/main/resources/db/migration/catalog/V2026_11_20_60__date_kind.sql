-- What the day on a lot means: after a use-by day the goods must not be sold, after a best-before day they may.
alter table catalog.product add column date_kind text not null default 'USE_BY'
    check (date_kind in ('USE_BY', 'BEST_BEFORE'));

create view catalog.v_date_kind as select id as product_id, date_kind from catalog.product;
