create schema stores;

create table stores.store (
    id             bigint generated always as identity primary key,
    code           text    not null unique,
    name           text    not null,
    kind           text    not null default 'SHOP' check (kind in ('SHOP', 'WAREHOUSE', 'DARK_STORE')),
    pincode        text,
    address        text,
    latitude       double precision check (latitude between -90 and 90),
    longitude      double precision check (longitude between -180 and 180),
    time_zone      text    not null,
    receiving_time time    not null default '09:00', -- when a delivery is put on the shelf
    active         boolean not null default true,
    version        int     not null default 1
);

create table stores.zone (
    pincode     text primary key,
    name        text             not null,
    city        text,
    latitude    double precision not null,
    longitude   double precision not null,
    area        jsonb, -- GeoJSON geometry; null: drawn as an approximate Voronoi cell
    serviceable boolean          not null default true
);

create table stores.holiday (
    day  date not null,
    name text not null,
    primary key (day, name)
);

create view stores.v_store as
select id, code, name, kind, pincode, latitude, longitude, time_zone, receiving_time, active from stores.store;

create view stores.v_zone as select pincode, name, city, latitude, longitude, serviceable from stores.zone;

create view stores.v_holiday as select day, name from stores.holiday;
