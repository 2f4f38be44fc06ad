-- index-statements.sql: what gives a table of one network the indexes of its parent, so that attaching takes them over.
-- in   $1 text parent table · $2 text the network's table
-- out  statement text
SELECT format(
         'CREATE %s ON %I%s',
         CASE WHEN i.indisunique THEN 'UNIQUE INDEX' ELSE 'INDEX' END,
         $2::text,
         substring(pg_get_indexdef(i.indexrelid) FROM ' USING .*$')) AS statement
FROM pg_index i
WHERE i.indrelid = $1::regclass
ORDER BY i.indexrelid;
