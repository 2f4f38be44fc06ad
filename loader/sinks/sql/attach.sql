-- attach.sql: makes the tables of network {id} partitions of those that are served.
ALTER TABLE node ATTACH PARTITION node_{id} FOR VALUES IN ({id});
ALTER TABLE edge ATTACH PARTITION edge_{id} FOR VALUES IN ({id});
ALTER TABLE arc ATTACH PARTITION arc_{id} FOR VALUES IN ({id});
ALTER TABLE turn_restriction ATTACH PARTITION turn_restriction_{id} FOR VALUES IN ({id});
