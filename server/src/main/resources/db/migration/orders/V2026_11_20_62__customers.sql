-- Who buys. Tills name a customer by code in orders.sale.customer; orders to be delivered point here.
create table orders.customer (
    id         bigint generated always as identity primary key,
    code       text        not null unique,
    name       text        not null,
    email      text,
    phone      text,
    address    text,
    pincode    text,
    tax_id     text,
    notes      text,
    active     boolean     not null default true,
    created_at timestamptz not null default now(),
    version    int         not null default 1
);
create index customer_name on orders.customer (lower(name), id);
-- Files name no customers, so a bulk load does not pay for this one.
create index sale_customer on orders.sale (customer, occurred_at desc) where customer is not null;
