package dev.shelfcast.server.demand;

import java.time.Clock;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Works out on which days a product could not be bought, from the movements of the stock: the share of the hours from 6
 * to 22 in which the books had none. A day before the first delivery, count or opening balance means nothing, since
 * nobody had told the books, and what an import booked only to mirror sales does not tell them; neither does an empty
 * stretch that ends with a sale of what was not there.
 */
@Component
public class StockOuts {

    private final JdbcClient jdbc;
    private final ProjectionTurn turn;
    private final Clock clock;

    StockOuts(JdbcClient jdbc, ProjectionTurn turn, Clock clock) {
        this.jdbc = jdbc;
        this.turn = turn;
        this.clock = clock;
    }

    /** Works out anew the products and stores whose stock has moved since the last time, or is gone. */
    public void refresh() {
        turn.take("stock", position -> {
            jdbc.sql("""
                            create temp table touched on commit drop as
                            select l.store_id, l.product_id
                              from inventory.v_level l
                             where l.on_hand <= 0
                            union
                            select place, product_id
                              from inventory.v_movement m, unnest(array[m.from_location, m.to_location]) as place
                             where place > 0 and (m.xact >= '%d' or m.xact = any ('%s'))
                            """.formatted(position.reached().end(), position.reached().runningArray()))
                    .update();
            workOut();
            return new ProjectionTurn.Result<>(true, position.now());
        });
    }

    /** Works out all of them. */
    void rebuild() {
        turn.take("stock", position -> {
            jdbc.sql("""
                            create temp table touched on commit drop as
                            select distinct place as store_id, product_id
                              from inventory.v_movement m, unnest(array[m.from_location, m.to_location]) as place
                             where place > 0
                            """).update();
            jdbc.sql("delete from demand.stock_out").update();
            workOut();
            return new ProjectionTurn.Result<>(true, position.now());
        });
    }

    private void workOut() {
        jdbc.sql("set local work_mem = '128MB'").update();
        jdbc.sql("set local jit = off").update();
        jdbc.sql("analyze touched").update();
        balances();
        write();
    }

    /**
     * What was there after each instant at which stock moved, and until when it stayed so. Both sides of a movement are
     * joined at once: joined one by one, the planner read a product's movements anew for each of its stores.
     */
    private void balances() {
        jdbc.sql("""
                        create temp table empty_shelf on commit drop as
                        with change as (
                            select t.store_id, t.product_id, m.occurred_at, m.kind, m.source, side.quantity
                              from inventory.v_movement m
                             cross join lateral (values (m.from_location, -m.quantity), (m.to_location, m.quantity))
                                   as side (place, quantity)
                              join touched t on t.store_id = side.place and t.product_id = m.product_id
                        ), instant as (
                            select store_id, product_id, occurred_at, sum(quantity) as quantity,
                                   bool_or(kind = 'SALE') and not bool_or(quantity > 0) as only_sold,
                                   bool_or(source <> 'IMPORT_MATCHED'
                                           and (quantity > 0 and kind not in ('SALE', 'CUSTOMER_RETURN', 'REVERSAL')
                                                or kind = 'COUNT_VARIANCE')) as told
                              from change
                             group by store_id, product_id, occurred_at
                        ), stretch as (
                            select store_id, product_id, occurred_at as since,
                                   sum(quantity) over so_far as balance, bool_or(told) over so_far as known,
                                   lead(occurred_at) over so_far as next_at, lead(only_sold) over so_far as ends_sold
                              from instant
                            window so_far as (partition by store_id, product_id order by occurred_at)
                        )
                        select store_id, product_id, since, next_at
                          from stretch
                         where known and balance <= 0 and ends_sold is not true
                        """).update();
    }

    /**
     * Cuts the empty stretches into days. A movement at exactly midnight or noon stands for a whole day of a file
     * without
     * times: that day was not empty. Nothing is said beyond 90 days without a movement: the product is not kept there
     * any more.
     */
    private void write() {
        jdbc.sql("""
                        delete from demand.stock_out o
                         using touched t
                         where o.store_id = t.store_id and o.product_id = t.product_id
                        """).update();
        jdbc.sql("""
                        insert into demand.stock_out (store_id, product_id, day, in_stock_share)
                        with local as (
                            select e.store_id, e.product_id, e.since at time zone s.time_zone as since,
                                   least(e.next_at, e.since + interval '90 days', :now) at time zone s.time_zone as
                                          until
                              from empty_shelf e
                              join stores.v_store s on s.id = e.store_id
                        ), stretch as (
                            select store_id, product_id,
                                   case when since::time in ('00:00', '12:00') then since::date + 1 else since end
                                          as since,
                                   case when until::time in ('00:00', '12:00') then until::date else until end as until
                              from local
                        ), piece as (
                            select store_id, product_id, day::date as day,
                                   least(until, day + interval '22 hours') - greatest(since, day + interval '6 hours')
                                       as missing
                              from stretch, generate_series(date_trunc('day', since), until, interval '1 day') as day
                        )
                        select store_id, product_id, day,
                               greatest(0, 1 - extract(epoch from sum(missing)) / (16 * 3600))
                          from piece
                         where missing > interval '0'
                         group by store_id, product_id, day
                         order by store_id, product_id, day
                        """).param("now", OffsetDateTime.now(clock)).update();
    }
}
