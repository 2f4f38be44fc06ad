-- inspect.sql: every network on the list, the current one first, then the newest.
-- out  the columns of network · current boolean · bytes bigint of its tables with their indexes
SELECT n.id, n.version, n.name, n.source, n.format, n.sha256, n.attribution, n.loaded_at, n.bbox, n.node_count,
       n.edge_count, n.profiles, n.report,
       c.network IS NOT NULL AS current,
       (SELECT coalesce(sum(pg_total_relation_size(to_regclass(part || '_' || n.id))), 0)::bigint
          FROM unnest(ARRAY[
            'node', 'edge', 'arc', 'turn_restriction', 'cell', 'shortcut', 'climb', 'label']) AS part) AS bytes
FROM network n
LEFT JOIN current_network c ON c.network = n.id
ORDER BY current DESC, n.id DESC;
