-- Both are trusted: the owner of the database may create them. In "public", where every module's search path finds them.
create extension if not exists pg_trgm with schema public;
create extension if not exists btree_gist with schema public;
