-- forget.sql: takes networks older than the one before the current off the list; their tables are dropped after.
-- in   $1 integer the current network's id · $2 integer the id of the one before, or null
DELETE FROM network WHERE id <> $1 AND id IS DISTINCT FROM $2::integer;
