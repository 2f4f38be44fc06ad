-- leftovers.sql: tables of networks that are not on the list: of a load that was cut off, or of an old one.
-- out  name text
SELECT c.relname AS name
FROM pg_class c
JOIN pg_class parent ON parent.relname = 'node' AND parent.relkind = 'p' AND parent.relnamespace = c.relnamespace
WHERE pg_table_is_visible(c.oid)
  AND c.relkind = 'r'
  AND c.relname ~ '^(node|edge|arc|turn_restriction|cell|shortcut|climb|label)_[0-9]+$'
  AND NOT EXISTS (SELECT 1 FROM network n WHERE n.id = substring(c.relname FROM '[0-9]+$')::bigint)
ORDER BY substring(c.relname FROM '[0-9]+$')::bigint,
         array_position(
           ARRAY['node', 'edge', 'arc', 'turn_restriction', 'cell', 'shortcut', 'climb', 'label'],
           substring(c.relname FROM '^(.*)_[0-9]+$'));
