create view jobs.v_run as
select id, name, status, requested_by, started_at, finished_at, message, error
from jobs.run;
