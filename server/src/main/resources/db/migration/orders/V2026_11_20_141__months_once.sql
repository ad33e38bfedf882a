-- As in the ledger: the lock of the table, not an advisory one, makes the second of two see the month of the first.
create or replace function orders.ensure_months(from_day date, to_day date) returns void
language plpgsql as $$
declare
    month date := date_trunc('month', from_day);
    next_month date;
    partition text;
begin
    while month <= to_day loop
        next_month := (month + interval '1 month')::date;
        partition := 'orders.sale_line_' || to_char(month, 'YYYY_MM');
        if to_regclass(partition) is null then
            lock table only orders.sale_line in share update exclusive mode;
            if to_regclass(partition) is null then
                execute format('create table %s (like orders.sale_line including all excluding identity)', partition);
                execute format('alter table orders.sale_line attach partition %s for values from (%L) to (%L)',
                    partition, month, next_month);
                execute format('create trigger append_only before update or delete or truncate on %s '
                    'for each statement execute function orders.refuse_change()', partition);
            end if;
        end if;
        month := next_month;
    end loop;
end $$;
