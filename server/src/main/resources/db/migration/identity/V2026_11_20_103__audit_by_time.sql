-- The trail is read newest first, whatever narrows it; also by a subject alone, as its page does.
create index audit_entry_of_actor on identity.audit_entry (actor, at desc, id desc);
create index audit_entry_of_subject on identity.audit_entry (subject_id, at desc, id desc);
create index audit_entry_of_action on identity.audit_entry (action, at desc, id desc);
create index audit_entry_of_type on identity.audit_entry (subject_type, at desc, id desc);
drop index identity.audit_entry_actor;
drop index identity.audit_entry_subject;
