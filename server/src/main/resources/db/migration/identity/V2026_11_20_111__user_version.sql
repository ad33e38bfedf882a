alter table identity.user_account
    add column version int not null default 1;
