-- load-holder.sql: the session that holds this database's lock for loads.
-- in   $1 integer the lock's number
-- out  pid integer, application text, since timestamptz; no row where it was just let go
SELECT s.pid, s.application_name AS application, s.backend_start AS since
FROM pg_locks l
JOIN pg_stat_activity s ON s.pid = l.pid
WHERE l.locktype = 'advisory' AND l.classid = 0 AND l.objid = $1::integer AND l.objsubid = 1 AND l.granted
  AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database());
