-- attach.sql: makes the tables of network {id} partitions of those that are served.
ALTER TABLE node ATTACH PARTITION node_{id} FOR VALUES IN ({id});
ALTER TABLE edge ATTACH PARTITION edge_{id} FOR VALUES IN ({id});
ALTER TABLE arc ATTACH PARTITION arc_{id} FOR VALUES IN ({id});
ALTER TABLE turn_restriction ATTACH PARTITION turn_restriction_{id} FOR VALUES IN ({id});
ALTER TABLE cell ATTACH PARTITION cell_{id} FOR VALUES IN ({id});
ALTER TABLE shortcut ATTACH PARTITION shortcut_{id} FOR VALUES IN ({id});
ALTER TABLE climb ATTACH PARTITION climb_{id} FOR VALUES IN ({id});
ALTER TABLE label ATTACH PARTITION label_{id} FOR VALUES IN ({id});
