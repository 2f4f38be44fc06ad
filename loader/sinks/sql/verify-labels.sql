-- verify-labels.sql: what the table of labels of network {id} holds.
-- out  labels bigint count
SELECT count(*) AS labels FROM label_{id};
