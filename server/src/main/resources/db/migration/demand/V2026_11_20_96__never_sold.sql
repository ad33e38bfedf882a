-- What stands on a shelf and has never been sold there, with the day since which it could be.
create view demand.v_never_sold as
select l.store_id, l.product_id, min((m.occurred_at at time zone s.time_zone)::date) as since
from inventory.v_level l
join stores.v_store s on s.id = l.store_id and s.active
join inventory.v_movement m on m.product_id = l.product_id and m.to_location = l.store_id
where l.on_hand > 0
  and not exists (select from demand.daily d where d.store_id = l.store_id and d.product_id = l.product_id)
group by l.store_id, l.product_id;
