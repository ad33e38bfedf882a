-- In what a product is packed, beside its base unit: INNER, CASE, PALLET or whatever the house calls it.
create table catalog.pack (
    id         bigint generated always as identity primary key,
    product_id bigint         not null references catalog.product,
    name       text           not null,
    factor     numeric(18, 3) not null check (factor > 0), -- base units in one
    unique (product_id, id)
);
create unique index pack_name_key on catalog.pack (product_id, lower(name));

-- Every barcode of the chain belongs to one product in one pack; product.barcode is the main one among them.
create table catalog.barcode (
    code       text   primary key check (code ~ '^[0-9]{14}$'),
    product_id bigint not null references catalog.product,
    pack_id    bigint, -- null: the base unit
    foreign key (product_id, pack_id) references catalog.pack (product_id, id)
);
create index barcode_product on catalog.barcode (product_id);
create index barcode_trgm on catalog.barcode using gin (code gin_trgm_ops);

insert into catalog.barcode (code, product_id)
select barcode, id from catalog.product where barcode is not null;

-- How the house's scales and price markers write an EAN-13: prefix, item digits, maybe a digit that guards the value,
-- the value's digits, check digit. Such a barcode is kept with zeros for its value.
create table catalog.scale_layout (
    prefix       text    primary key check (prefix ~ '^(02|2[0-9])$'),
    item_digits  int     not null check (item_digits between 1 and 9),
    guard_digit  boolean not null,
    value_digits int     not null check (value_digits between 1 and 9),
    value        text    not null check (value in ('WEIGHT', 'COUNT', 'PRICE')),
    decimals     int     not null check (decimals between 0 and 3),
    check (item_digits + guard_digit::int + value_digits = 10)
);

-- How much more than ordered a supplier may deliver, in percent of a line.
alter table catalog.supplier
    add column over_receipt_percent numeric(5, 2) not null default 0 check (over_receipt_percent between 0 and 100);

create or replace view catalog.v_supplier as
select id, code, name, email, lead_time_days, lead_time_sd_days, active, over_receipt_percent from catalog.supplier;

create view catalog.v_supplier_terms as
select ps.product_id, ps.supplier_id, s.code as supplier_code, s.name as supplier_name, ps.supplier_sku, ps.unit_cost,
       coalesce(ps.lead_time_days, s.lead_time_days) as lead_time_days, ps.pack_multiple, ps.minimum_quantity,
       ps.preferred, s.active
from catalog.product_supplier ps
join catalog.supplier s on s.id = ps.supplier_id;

create view catalog.v_pack as select product_id, name, factor from catalog.pack;
