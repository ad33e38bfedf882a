alter table identity.user_account
    add column email text check (length(email) <= 200 and email like '%_@_%');

-- Who can be written to.
create view identity.v_contact as
select username, display_name, role, email
from identity.user_account
where not disabled and email is not null;
