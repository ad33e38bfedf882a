/** The statements that write the giant chain; each ends with a semicolon at the end of its line. */
final class GiantSql {

    static final String MASTER = """
            insert into stores.store (id, code, name, kind, pincode, latitude, longitude, time_zone)
            overriding system value
            select s, 'ST' || lpad(s::text, 3, '0'), 'Store ' || s || ' ' || (array['Andheri', 'Borivali', 'Dadar',
                   'Karol Bagh', 'Saket', 'Whitefield', 'Koramangala', 'Adyar'])[1 + s % 8],
                   (array['SHOP', 'DARK_STORE', 'SHOP', 'WAREHOUSE'])[1 + s % 4], (400000 + s)::text,
                   18.9 + s * 0.01, 72.8 + s * 0.01, 'Asia/Kolkata'
              from generate_series(1, :stores) as s;

            insert into stores.zone (pincode, name, city, latitude, longitude)
            select (400000 + z)::text, 'Zone ' || z, 'Mumbai', 18.9 + z % 20 * 0.02, 72.8 + z / 20 * 0.02
              from generate_series(1, 200) as z;

            insert into catalog.category (id, parent_id, name, path) overriding system value
            select k, null, n, n
              from unnest(array['Dairy', 'Bakery', 'Fruit', 'Vegetables', 'Drinks', 'Snacks', 'Household', 'Beauty',
                                'Frozen', 'Pantry']) with ordinality as root (n, k)
             union all
            select 10 * k + c, k, v, n || '/' || v
              from unnest(array['Dairy', 'Bakery', 'Fruit', 'Vegetables', 'Drinks', 'Snacks', 'Household', 'Beauty',
                                'Frozen', 'Pantry']) with ordinality as root (n, k)
             cross join unnest(array['Fresh', 'Organic', 'Budget', 'Premium', 'Family', 'Local', 'Imported', 'Kids'])
                        with ordinality as child (v, c);

            insert into catalog.supplier (id, code, name, email, lead_time_days) overriding system value
            select v, 'V' || lpad(v::text, 3, '0'), 'Supplier ' || v || ' Trading', 'orders@v' || v || '.example',
                   1 + v % 9
              from generate_series(1, 200) as v;

            insert into catalog.product (id, sku, name, category_id, barcode, unit_cost, sale_price, shelf_life_days,
                                         lot_tracked, created_at)
            overriding system value
            select p, 'SKU-' || lpad(p::text, 6, '0'),
                   (array['Amul', 'Britannia', 'Nestle', 'Parle', 'Haldiram', 'Tata', 'Dabur', 'Patanjali', 'Everest',
                          'Fortune', 'Godrej', 'Himalaya', 'Mother', 'Saffola', 'Sunfeast', 'Vadilal', 'Verka',
                          'Nandini',
                          'Aashirvaad', 'Cadbury'])[1 + p % 20] || ' '
                   || (array['Fresh', 'Organic', 'Budget', 'Premium', 'Family', 'Local', 'Imported',
                   'Kids'])[1 + p / 20 % 8]
                   || ' ' || (array['Milk', 'Bread', 'Mango', 'Tomato', 'Juice', 'Chips', 'Soap', 'Shampoo', 'Peas',
                   'Rice',
                          'Yoghurt', 'Biscuit', 'Banana', 'Potato', 'Cola', 'Popcorn', 'Detergent', 'Lotion', 'Pizza',
                          'Lentils'])[1 + p / 160 % 20]
                   || ' ' || (50 * (1 + p / 3200 % 20)) || (array[' g', ' ml'])[1 + p % 2] || ' No ' || p,
                   10 * (1 + p / 160 % 10) + 1 + p / 20 % 8, '0' || gtin || check_digit,
                   10 + p % 490, 14 + p % 700, 5 + p % 200, p % 10 < 3, now() - (p % 900) * interval '1 day'
              from (select p, gtin,
                           (10 - sum(case when i % 2 = 1 then 1 else 3 end * substr(gtin, i, 1)::int) % 10) % 10
                           as check_digit
                      from (select p, '890' || lpad(p::text, 9, '0') as gtin
                              from generate_series(1, :products) as p) as g
                     cross join generate_series(1, 12) as i
                     group by p, gtin) as coded;

            insert into catalog.barcode (code, product_id) select barcode, id from catalog.product;

            insert into catalog.price (product_id, valid_from, unit_cost, sale_price, changed_by)
            select id, created_at + n * interval '90 days', unit_cost, sale_price, 'user1'
              from catalog.product
             cross join generate_series(0, 2) as n;

            insert into catalog.product_supplier (product_id, supplier_id, unit_cost, pack_multiple, preferred)
            select id, 1 + (id + k * 7) % 200, unit_cost, 6, k = 0
              from catalog.product
             cross join generate_series(0, 1) as k
             where k = 0 or id % 3 = 0;

            insert into orders.customer (id, code, name, email, phone, pincode, created_at) overriding system value
            select c, 'C' || lpad(c::text, 6, '0'),
                   (array['Asha', 'Ravi', 'Meera', 'Arjun', 'Kavya', 'Rahul', 'Priya', 'Vikram', 'Neha', 'Sanjay',
                   'Anita',
                          'Deepak', 'Pooja', 'Manoj', 'Sunita'])[1 + c % 15] || ' '
                   || (array['Sharma', 'Patel', 'Iyer', 'Reddy', 'Nair', 'Gupta', 'Khan', 'Das', 'Joshi', 'Mehta',
                   'Rao',
                          'Singh', 'Bose', 'Kulkarni', 'Pillai', 'Chopra', 'Desai'])[1 + c / 15 % 17] || ' ' || c / 255,
                   'c' || c || '@mail.example', '98' || lpad((c * 7919 % 100000000)::text, 8, '0'),
                   (400001 + c % 200)::text,
                   now() - (c % 700) * interval '1 day'
              from generate_series(1, :customers) as c;

            insert into identity.user_account (username, display_name, role, password_hash)
            select 'user' || u, 'User ' || u, (array['STORE_MANAGER', 'STORE_MANAGER', 'PLANNER',
                   'ANALYST'])[1 + u % 4], 'x'
              from generate_series(1, :users) as u;

            insert into identity.user_store (username, store_code)
            select 'user' || u, 'ST' || lpad((1 + (u + k) % :stores)::text, 3, '0')
              from generate_series(1, :users) as u
             cross join generate_series(0, 2) as k
             where u % 4 < 2;

            insert into identity.audit_entry (at, actor, correlation_id, remote_address, action, subject_type,
                   subject_id,
                                              before, after)
            select now() - (:audits - a) * interval '2 years' / :audits, 'user' || (1 + a % 60), md5(a::text),
                   '127.0.0.1',
                   k.action, k.type, case k.type when 'PRODUCT' then 'SKU-' || lpad((1 + a % :products)::text, 6, '0')
                                                 when 'STORE' then 'ST' || lpad((1 + a % 50)::text, 3, '0')
                                                 else left(k.type, 1) || '-' || a % 5000 end,
                   jsonb_build_object('sale_price', a % 100), jsonb_build_object('sale_price', a % 100 + 1,
                   'version', a)
              from generate_series(1, :audits) as a
             cross join lateral (select (array['PRODUCT_CHANGED', 'PRICE_CHANGED', 'TRANSFER_SHIPPED', 'COUNT_POSTED',
                                               'STORE_CHANGED', 'ORDER_APPROVED'])[1 + a * 31 % 97 % 6] as action,
                                        (array['PRODUCT', 'PRODUCT', 'TRANSFER', 'COUNT', 'STORE', 'ORDER']
                                        )[1 + a * 31 % 97 % 6] as type) as k;
            """;

    static final String DOCUMENTS = """
            insert into inventory.lot (id, product_id, code, expiry, received_at) overriding system value
            select 10 * p + k, p, 'L' || p || '-' || k, current_date + (p % 60 + 30 * k)::int,
                   now() - k * interval '20 days'
              from generate_series(1, :products) as p
             cross join generate_series(1, 2) as k
             where p % 10 < 3;

            insert into inventory.transfer (id, from_store_id, to_store_id, status, requested_at, requested_by,
                   shipped_at,
                                            expected_at, note)
            overriding system value
            select t, 1 + t % :stores, 1 + (t + 1 + t % 7) % :stores,
                   case when t % 100 < 88 then 'RECEIVED' when t % 100 < 92 then 'IN_TRANSIT'
                        when t % 100 < 95 then 'REQUESTED' when t % 100 < 98 then 'APPROVED' else 'CANCELLED' end,
                        at, 'user1',
                   case when t % 100 < 92 then at + interval '1 hour' end, at + interval '1 day', 'Round ' || t % 50
              from (select t, now() - (:transfers - t) * interval '2 years' / :transfers - interval '1 minute' as at
                      from generate_series(1, :transfers) as t) as one;

            insert into inventory.transfer_line (transfer_id, line, product_id, requested, shipped, received)
            select t.id, k, 1 + (((t.id * 37 + k * 101) % (:products / 10)) * 10 + 2 + k)::bigint, 5,
                   case when t.status in ('RECEIVED', 'IN_TRANSIT') then 5 else 0 end,
                   case when t.status = 'RECEIVED' then 5 else 0 end
              from inventory.transfer t
             cross join generate_series(1, 5) as k;

            insert into inventory.transfer_lot (transfer_id, line, lot_id, shipped, settled)
            select transfer_id, line, 0, shipped, received from inventory.transfer_line where shipped > 0;

            insert into inventory.stock_count (id, store_id, name, blind, status, created_at, created_by, closed_at)
            overriding system value
            select c, 1 + c % :stores, 'Aisle ' || c % 30, c % 2 = 0,
                   case when c % 100 < 94 then 'POSTED' when c % 100 < 97 then 'OPEN' when c % 100 < 98 then 'COUNTED'
                        else 'CANCELLED' end, at, 'user1', case when c % 100 < 94 then at + interval '2 hours' end
              from (select c, now() - (:counts - c) * interval '2 years' / :counts - interval '3 hours' as at
                      from generate_series(1, :counts) as c) as one;

            insert into inventory.count_line (count_id, line, product_id, lot, expected, counted, counted_at,
                   counted_by)
            select c.id, k, 1 + ((c.id * 53 + k) % (:products / 10)) * 10 + 2 + k % 7, '',
                   case when c.status = 'POSTED' then 100 end,
                   case when c.status = 'POSTED' then 100 - (k % 20 = 0)::int * (1 + k % 3) end,
                   c.closed_at, case when c.status = 'POSTED' then 'user2' end
              from inventory.stock_count c
             cross join generate_series(1, least(100, :products / 10)) as k;

            insert into orders.purchase_order (id, supplier_id, store_id, status, expected_at, created_at, created_by,
                                               sent_at, received_at)
            overriding system value
            select o, 1 + o % 200, 1 + o % :stores,
                   case when o % 100 < 88 then 'RECEIVED' when o % 100 < 92 then 'SENT'
                   when o % 100 < 95 then 'APPROVED'
                        when o % 100 < 98 then 'DRAFT' else 'CANCELLED' end,
                   at + interval '3 days', at, 'user3', case when o % 100 < 92 then at + interval '1 hour' end,
                   case when o % 100 < 88 then least(at + interval '2 days', now()) end
              from (select o, now() - (:purchases - o) * interval '2 years' / :purchases as at
                      from generate_series(1, :purchases) as o) as one;

            insert into orders.purchase_order_line (purchase_order_id, line, product_id, quantity, received, unit_cost)
            select o.id, k, 1 + (o.id * 71 + k * 13) % :products, 24, case when o.status = 'RECEIVED' then 24
                   else 0 end, 20
              from orders.purchase_order o
             cross join generate_series(1, 10) as k;

            insert into orders.purchase_receipt (id, purchase_order_id, received_at,
                   received_by) overriding system value
            select id, id, received_at, 'user3' from orders.purchase_order where status = 'RECEIVED';

            insert into orders.purchase_receipt_line (receipt_id, line, quantity)
            select l.purchase_order_id, l.line, l.received from orders.purchase_order_line l where l.received > 0;

            insert into orders.sales_order (id, store_id, customer_id, channel, pincode, status, tax_included,
                   external_id,
                                            created_at, ordered_at, created_by)
            overriding system value
            select o, 1 + (o * 17 + o / 50) % :stores, 1 + (o * 7 + o / 31) % :customers,
                   (array['PHONE', 'WEB', 'APP'])[1 + o % 3], (400001 + o % 200)::text,
                   case when o % 100 < 86 then 'COMPLETED' when o % 100 < 91 then 'SHIPPED'
                   when o % 100 < 95 then 'CANCELLED'
                        when o % 100 < 99 then 'DRAFT' else 'CONFIRMED' end, true, 'WEB-' || o, at, at, 'user4'
              from (select o, now() - (:orders - o) * interval '2 years' / :orders as at
                      from generate_series(1, :orders) as o) as one;

            insert into orders.sales_order_line (sales_order_id, line, product_id, quantity, unit_price, amount,
                   total, shipped)
            select o.id, k, 1 + ((o.id * 29 + k * 997) % (:products / 10) * 10 + 3 + o.id % 7) % :products, k, 40,
                   40 * k,
                   40 * k, case when o.status in ('COMPLETED', 'SHIPPED') then k else 0 end
              from orders.sales_order o
             cross join generate_series(1, 3) as k
             where k <= 2 + o.id % 2;

            insert into inventory.reservation (store_id, product_id, source, document, line, quantity, reserved_by)
            select o.store_id, l.product_id, 'SALES_ORDER', o.number, l.line, l.quantity, 'user4'
              from orders.sales_order o
              join orders.sales_order_line l on l.sales_order_id = o.id
             where o.status = 'CONFIRMED';

            insert into orders.sale (id, source, external_id, store_id, customer, pincode, occurred_at, business_day,
                                     recorded_by, units, total)
            overriding system value
            select n, 'API', 'till-' || n, 1 + (n * 13 + n / 50) % :stores,
                   case when n % 5 = 0 then 'C' || lpad((1 + n / 5 % :customers)::text, 6, '0') end,
                   (400001 + n % 200)::text, at, (at at time zone 'Asia/Kolkata')::date, 'user5', 6, 240
              from (select n, now() - (:sales - n) * interval '2 years' / :sales as at
                      from generate_series(1, :sales) as n) as one;

            select orders.ensure_months((now() - interval '25 months')::date, (now() + interval '2 months')::date);

            insert into orders.sale_line (sale_id, store_id, product_id, occurred_at, line, business_day, quantity,
                   unit_price,
                                          revenue, unit_cost, pincode)
            select o.id, o.store_id, 1 + floor(:products * power(random(), 1.6))::bigint * 7919 % :products,
                   o.occurred_at, k, o.business_day, k,
                   40, 40 * k, 25, o.pincode
              from orders.sale o
             cross join generate_series(1, 3) as k
             order by o.id;
            """;

    static final String LEDGER = """
            select inventory.ensure_months('inventory.movement', (now() - interval '25 months')::date,
                                           (now() + interval '2 months')::date);

            insert into inventory.movement (product_id, lot_id, from_location, to_location, occurred_at, recorded_at,
                   quantity,
                                            kind, source, recorded_by)
            select p, case when p % 10 < 3 and k > 0 then 10 * p + k else 0 end, -5, s, now() - interval '2 years',
                   now() - interval '2 years', 200, 'OPENING_BALANCE', 'IMPORT', 'user1'
              from generate_series(1, :stores) as s
             cross join generate_series(1, :products) as p
             cross join generate_series(0, 2) as k
             where k = 0 or p % 10 < 3;

            insert into inventory.movement (product_id, lot_id, from_location, to_location, occurred_at, recorded_at,
                   quantity,
                                            kind, source, external_id, recorded_by, reason)
            select p, case when p % 10 < 3 then 10 * p + 1 + (dice * 100)::int % 2 else 0 end,
                   case when dice < 0.85 or dice >= 0.93 then s else -1 end,
                   case when dice < 0.85 then -2 when dice < 0.93 then s when dice < 0.97 then -3 else -4 end, at,
                   at + case when g % 20 = 0 then interval '3 days' else interval '2 minutes' end,
                   case when dice >= 0.85 and dice < 0.93 then 24 else 1 + g % 3 end,
                   case when dice < 0.85 then 'SALE' when dice < 0.93 then 'RECEIPT' when dice < 0.97 then 'WASTE'
                        else 'COUNT_VARIANCE' end,
                   case when dice < 0.93 then 'IMPORT' else 'API' end, null, 'user' || (1 + g % 60),
                   case when dice >= 0.93 then 'broken' end
              from (select g, random() as dice, 1 + floor(:products * power(random(),
              1.6))::bigint * 7919 % :products as p,
                           1 + floor(:stores * random())::bigint as s,
                           now() - (n - g) * (interval '2 years' / n) as at
                      from (select :movements - 26 * :stores * :products / 16 - :sales * 3 as n) as rest
                     cross join generate_series(1, n) as g) as one;

            insert into inventory.movement (product_id, lot_id, from_location, to_location, occurred_at, recorded_at,
                   quantity,
                                            kind, source, external_id, line, recorded_by)
            select product_id, 0, store_id, -2, occurred_at, occurred_at, quantity, 'SALE', 'SALE', 'S-' || sale_id,
                   line,
                   'user5'
              from orders.sale_line
             union all
            select l.product_id, 0, t.from_store_id, -6, t.shipped_at, t.shipped_at, l.shipped, 'TRANSFER_OUT',
                   'TRANSFER',
                   t.number, l.line, 'user1'
              from inventory.transfer t
              join inventory.transfer_line l on l.transfer_id = t.id
             where l.shipped > 0
             union all
            select l.product_id, 0, -6, t.to_store_id, t.shipped_at, t.shipped_at, l.received, 'TRANSFER_IN',
                   'TRANSFER',
                   t.number, l.line, 'user1'
              from inventory.transfer t
              join inventory.transfer_line l on l.transfer_id = t.id
             where l.received > 0
             union all
            select l.product_id, 0, c.store_id, -4, c.closed_at, c.closed_at, l.expected - l.counted,
                   'COUNT_VARIANCE', 'COUNT',
                   c.number, l.line, 'user2'
              from inventory.stock_count c
              join inventory.count_line l on l.count_id = c.id
             where l.counted < l.expected
             union all
            select l.product_id, 0, -1, o.store_id, o.received_at, o.received_at, l.received, 'RECEIPT',
                   'PURCHASE_ORDER',
                   o.number, l.line, 'user3'
              from orders.purchase_order o
              join orders.purchase_order_line l on l.purchase_order_id = o.id
             where l.received > 0;

            insert into inventory.balance (location_id, product_id, lot_id, on_hand, reserved)
            select b.location_id, b.product_id, b.lot_id, b.on_hand, coalesce(r.reserved, 0)
              from (select location_id, product_id, lot_id, sum(change) as on_hand
                      from (select to_location as location_id, product_id, lot_id, quantity as change
                              from inventory.movement
                             where to_location > 0
                             union all
                            select from_location, product_id, lot_id, -quantity
                              from inventory.movement
                             where from_location > 0) as changes
                     group by 1, 2, 3) as b
              left join (select store_id as location_id, product_id, 0 as lot_id, sum(quantity) as reserved
                           from inventory.reservation
                          group by 1, 2) as r using (location_id, product_id, lot_id)
             order by 1, 2, 3;
            """;

    /** Ids that were given have to be behind their sequences. */
    static final String SEQUENCES = """
            do $$
            declare
                one text;
                highest bigint;
            begin
                foreach one in array array['stores.store', 'catalog.category', 'catalog.supplier', 'catalog.product',
                        'orders.customer', 'inventory.lot', 'inventory.transfer', 'inventory.stock_count',
                        'orders.purchase_order', 'orders.purchase_receipt', 'orders.sales_order', 'orders.sale'] loop
                    execute 'select max(id) from ' || one into highest;
                    perform setval(pg_get_serial_sequence(one, 'id'), highest);
                end loop;
            end $$
            """;

    private GiantSql() {}
}
