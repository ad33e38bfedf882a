create schema replenishment;

-- How much service, by the most telling scope that has a row: store and product, product, category, store kind, chain.
create table replenishment.policy (
    id             bigint generated always as identity primary key,
    scope          text          not null check (scope in ('CHAIN', 'STORE_KIND', 'CATEGORY', 'PRODUCT', 'STORE_PRODUCT')),
    store_kind     text,
    store_id       bigint references stores.store,
    product_id     bigint references catalog.product,
    category_id    bigint references catalog.category,
    kind           text check (kind in ('SERVICE_LEVEL', 'SIMPLE')),
    service_level  numeric(5, 4) check (service_level > 0.5 and service_level < 1),
    lead_time_days numeric(8, 2) check (lead_time_days >= 0),
    review_days    numeric(8, 2) check (review_days >= 0),
    unique nulls not distinct (scope, store_kind, store_id, product_id, category_id)
);

create table replenishment.line (
    id                bigint generated always as identity primary key,
    store_id          bigint         not null references stores.store,
    product_id        bigint         not null references catalog.product,
    status            text           not null default 'OPEN' check (status in
        ('OPEN', 'APPROVED', 'REJECTED', 'SNOOZED', 'WITHDRAWN')),
    quantity          numeric(18, 3) not null check (quantity > 0),
    urgency           text           not null check (urgency in ('CRITICAL', 'HIGH', 'MEDIUM')),
    horizons_at_risk  int[]          not null,
    needed_by         timestamptz    not null,
    supplier_id       bigint references catalog.supplier,
    headline          text           not null,
    reason            text           not null,
    inputs            jsonb          not null,
    created_at        timestamptz    not null default now(),
    updated_at        timestamptz    not null default now(),
    decided_at        timestamptz,
    decided_by        text,
    quiet_until       timestamptz, -- snoozed or rejected: not proposed again before
    purchase_order_id bigint,
    version           int            not null default 1
);
-- The same need is asked for once.
create unique index line_one_open on replenishment.line (store_id, product_id) where status in ('OPEN', 'SNOOZED');
create index line_quiet on replenishment.line (store_id, product_id, quiet_until) where status = 'REJECTED';
create index line_open on replenishment.line (status, urgency, needed_by);

-- The chain's defaults. A dark store is checked all day and filled overnight; a shop orders about twice a week.
insert into replenishment.policy (scope, store_kind, kind, service_level, lead_time_days, review_days)
values ('CHAIN', null, 'SERVICE_LEVEL', 0.95, 1, 1),
       ('STORE_KIND', 'DARK_STORE', null, null, 1, 0),
       ('STORE_KIND', 'SHOP', null, null, 2, 3),
       ('STORE_KIND', 'WAREHOUSE', null, null, 7, 7);

-- A line as people see it.
create view replenishment.v_line as
select l.id, l.store_id, s.code as store, s.name as store_name, l.product_id, p.sku, p.name as product_name,
       p.category_path, l.urgency, case l.urgency when 'CRITICAL' then 1 when 'HIGH' then 2 else 3 end as urgency_rank,
       l.horizons_at_risk, l.quantity, l.needed_by, l.supplier_id, sup.name as supplier,
       coalesce(ps.unit_cost, p.unit_cost) as unit_cost, l.headline, l.reason, l.status, l.quiet_until,
       l.purchase_order_id, l.updated_at, l.inputs
from replenishment.line l
join stores.v_store s on s.id = l.store_id
join catalog.v_product p on p.id = l.product_id
left join catalog.v_supplier sup on sup.id = l.supplier_id
left join catalog.v_preferred_supplier ps on ps.product_id = l.product_id;
