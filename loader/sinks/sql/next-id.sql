-- next-id.sql: the id of the network that is about to be loaded; never given twice, whatever becomes of the load.
-- out  id integer
SELECT nextval(pg_get_serial_sequence('network', 'id'))::integer AS id;
