-- One picture per product, kept in two sizes as the server drew them anew.
create table catalog.product_image (
    product_id bigint      primary key references catalog.product,
    version    text        not null, -- of the content; the ETag
    type       text        not null check (type in ('image/jpeg', 'image/png')),
    small      bytea       not null,
    large      bytea       not null,
    changed_at timestamptz not null default now(),
    changed_by text        not null
);
