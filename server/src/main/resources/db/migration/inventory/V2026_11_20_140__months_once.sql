-- Two who needed the same new month at once both made it, and the second failed: waiting for an advisory lock does not
-- make a session look again at what it has remembered of the catalog. Waiting for the lock of a table does.
create or replace function inventory.ensure_months(parent regclass, from_day date, to_day date) returns void
language plpgsql as $$
declare
    month date := date_trunc('month', from_day);
    next_month date;
    partition text;
begin
    while month <= to_day loop
        next_month := (month + interval '1 month')::date;
        partition := parent::text || '_' || to_char(month, 'YYYY_MM');
        if to_regclass(partition) is null then
            execute format('lock table only %s in share update exclusive mode', parent);
            if to_regclass(partition) is null then
                execute format('create table %s (like %s including all excluding identity)', partition, parent);
                execute format('alter table %s attach partition %s for values from (%L) to (%L)',
                    parent, partition, month || ' 00:00:00+00', next_month || ' 00:00:00+00');
                if parent = 'inventory.movement'::regclass then
                    execute format('create trigger append_only before update or delete or truncate on %s '
                        'for each statement execute function inventory.refuse_change()', partition);
                end if;
            end if;
        end if;
        month := next_month;
    end loop;
end $$;
