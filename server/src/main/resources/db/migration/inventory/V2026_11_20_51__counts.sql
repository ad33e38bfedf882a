-- Counting what is really there. A line's variance is what was counted less what the books said at that very moment,
-- so goods may come and go while people count.
create table inventory.stock_count (
    id          bigint generated always as identity primary key,
    number      text        not null generated always as ('C-' || id::text) stored unique,
    store_id    bigint      not null,
    name        text        not null,
    blind       boolean     not null, -- those who count don't see what the books say
    status      text        not null default 'OPEN'
                check (status in ('OPEN', 'COUNTED', 'REVIEWED', 'POSTED', 'CANCELLED')),
    created_at  timestamptz not null default now(),
    created_by  text        not null,
    closed_at   timestamptz,
    closed_by   text,
    version     int         not null default 1
);
create index stock_count_recent on inventory.stock_count (created_at desc, id desc);
create index stock_count_store on inventory.stock_count (store_id, created_at desc, id desc);

create table inventory.count_line (
    count_id   bigint         not null references inventory.stock_count,
    line       int            not null,
    product_id bigint         not null,
    lot        text           not null default '', -- '' is stock without a lot; a new one is made when it is posted
    expiry     date,
    expected   numeric(18, 3), -- on the books when it was counted last; null before
    counted    numeric(18, 3) check (counted >= 0),
    counted_at timestamptz,
    counted_by text,
    recount    boolean        not null default false,
    reason     text,
    primary key (count_id, line),
    unique (count_id, product_id, lot)
);

-- Who counted what, in the order of counting; several people may count one line in different places.
create table inventory.count_entry (
    id         bigint generated always as identity primary key,
    count_id   bigint         not null,
    line       int            not null,
    quantity   numeric(18, 3) not null check (quantity >= 0),
    adds       boolean        not null, -- to what was counted before, or instead of it
    counted_at timestamptz    not null,
    counted_by text           not null,
    foreign key (count_id, line) references inventory.count_line
);
create index count_entry_line on inventory.count_entry (count_id, line);
