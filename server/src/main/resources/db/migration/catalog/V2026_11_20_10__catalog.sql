create extension if not exists pg_trgm;
create schema catalog;

create table catalog.category (
    id        bigint generated always as identity primary key,
    parent_id bigint references catalog.category,
    name      text not null,
    path      text not null -- 'Dairy/Milk': the names from the root, kept with the row
);
create unique index category_path_key on catalog.category (lower(path));

create table catalog.supplier (
    id                 bigint generated always as identity primary key,
    code               text          not null unique,
    name               text          not null,
    email              text,
    lead_time_days     numeric(8, 2) not null default 1 check (lead_time_days >= 0),
    lead_time_sd_days  numeric(8, 2) not null default 0 check (lead_time_sd_days >= 0),
    active             boolean       not null default true
);

create table catalog.product (
    id              bigint generated always as identity primary key,
    sku             text           not null unique,
    name            text           not null,
    category_id     bigint references catalog.category,
    unit            text           not null default 'EA',
    barcode         text unique, -- GTIN, stored as 14 digits
    unit_cost       numeric(18, 4) not null default 0 check (unit_cost >= 0),
    sale_price      numeric(18, 4) not null default 0 check (sale_price >= 0),
    shelf_life_days int check (shelf_life_days > 0),
    lot_tracked     boolean        not null default false,
    active          boolean        not null default true,
    created_at      timestamptz    not null default now(),
    version         int            not null default 1
);
create unique index product_name_key on catalog.product (lower(name));
create index product_name_trgm on catalog.product using gin (name gin_trgm_ops);
create index product_category on catalog.product (category_id);

-- Every price that was ever in force; the current one is also on the product.
create table catalog.price (
    product_id bigint         not null references catalog.product,
    valid_from timestamptz    not null,
    unit_cost  numeric(18, 4) not null,
    sale_price numeric(18, 4) not null,
    changed_by text           not null,
    primary key (product_id, valid_from)
);

create table catalog.product_supplier (
    product_id       bigint         not null references catalog.product,
    supplier_id      bigint         not null references catalog.supplier,
    supplier_sku     text,
    unit_cost        numeric(18, 4) not null,
    lead_time_days   numeric(8, 2), -- null: the supplier's
    pack_multiple    numeric(18, 3) not null default 1 check (pack_multiple > 0),
    minimum_quantity numeric(18, 3) not null default 0 check (minimum_quantity >= 0),
    preferred        boolean        not null default false,
    primary key (product_id, supplier_id)
);
create unique index product_supplier_preferred on catalog.product_supplier (product_id) where preferred;

create view catalog.v_product as
select p.id, p.sku, p.name, p.category_id, c.name as category_name, c.path as category_path, p.unit, p.barcode,
       p.unit_cost, p.sale_price, p.shelf_life_days, p.lot_tracked, p.active
from catalog.product p
left join catalog.category c on c.id = p.category_id;

create view catalog.v_category as select id, parent_id, name, path from catalog.category;

create view catalog.v_supplier as
select id, code, name, email, lead_time_days, lead_time_sd_days, active from catalog.supplier;

-- One row per product that has a supplier: the one to order from.
create view catalog.v_preferred_supplier as
select ps.product_id, ps.supplier_id, s.code as supplier_code, s.name as supplier_name, ps.unit_cost,
       coalesce(ps.lead_time_days, s.lead_time_days) as lead_time_days, s.lead_time_sd_days,
       ps.pack_multiple, ps.minimum_quantity
from catalog.product_supplier ps
join catalog.supplier s on s.id = ps.supplier_id
where ps.preferred;
