-- roles.sql: who may do what in this database; safe to run again and again, and in several databases of a cluster.
-- in   setting roadql.statement_timeout_ms   the gateway's time for one statement, milliseconds
--      setting roadql.gateway_secret         the gateway login's SCRAM secret; empty leaves what it has
-- out  a WARNING for each step that this owner may not take (a superuser may run this file instead)
-- why  roles belong to the cluster, not to the database: each may exist already, or be created by a neighbour at the
--      same moment, so every step asks first and takes "somebody was quicker" for done
DO $roles$
DECLARE
  reader       constant name := 'roadql_reader';
  gateway      constant name := 'roadql_gateway';
  secret       constant text := current_setting('roadql.gateway_secret');
  paths        text;
  relation     regclass;
  setting      text;
  wanted       text[];
BEGIN
  -- roadql_reader: a group that reads; it never logs in
  BEGIN
    IF to_regrole(reader) IS NULL THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN', reader);
    END IF;
  EXCEPTION
    WHEN duplicate_object OR unique_violation THEN NULL;
    WHEN insufficient_privilege THEN RAISE WARNING 'role % is missing and cannot be created: %', reader, SQLERRM;
  END;

  -- roadql_gateway: the login of the gateway; without a secret nobody can log in by it
  BEGIN
    IF to_regrole(gateway) IS NULL THEN
      EXECUTE format('CREATE ROLE %I LOGIN', gateway);
    END IF;
  EXCEPTION
    WHEN duplicate_object OR unique_violation THEN NULL;
    WHEN insufficient_privilege THEN RAISE WARNING 'role % is missing and cannot be created: %', gateway, SQLERRM;
  END;

  IF to_regrole(reader) IS NULL OR to_regrole(gateway) IS NULL THEN
    RETURN;
  END IF;

  BEGIN
    IF secret <> '' THEN
      EXECUTE format('ALTER ROLE %I LOGIN PASSWORD %L', gateway, secret);
    END IF;
  EXCEPTION
    WHEN insufficient_privilege THEN RAISE WARNING 'the password of % cannot be set: %', gateway, SQLERRM;
  END;

  BEGIN
    IF NOT pg_has_role(gateway, reader, 'USAGE') THEN
      EXECUTE format('GRANT %I TO %I', reader, gateway);
    END IF;
  EXCEPTION
    WHEN unique_violation THEN NULL;
    WHEN insufficient_privilege THEN RAISE WARNING '% cannot be made a member of %: %', gateway, reader, SQLERRM;
  END;

  -- in this database: the gateway reads, never for long, and finds PostGIS and pgRouting wherever they were installed
  SELECT string_agg(DISTINCT quote_ident(n.nspname), ', ') INTO paths
    FROM pg_namespace n
   WHERE n.nspname = current_schema()
      OR n.oid IN (SELECT extnamespace FROM pg_extension WHERE extname IN ('postgis', 'pgrouting'));
  wanted := ARRAY[
    'default_transaction_read_only = on',
    -- compiling a plan takes longer than a search
    'jit = off',
    format('statement_timeout = %s', current_setting('roadql.statement_timeout_ms')::integer),
    format('search_path = %s', paths)];
  BEGIN
    FOREACH setting IN ARRAY wanted LOOP
      EXECUTE format('ALTER ROLE %I IN DATABASE %I SET %s', gateway, current_database(), setting);
    END LOOP;
  EXCEPTION
    WHEN insufficient_privilege THEN RAISE WARNING 'the settings of % cannot be made: %', gateway, SQLERRM;
  END;

  EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), reader);
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), reader);
  -- a partition is read through its parent, whose rights alone count
  FOR relation IN
    SELECT c.oid::regclass
      FROM pg_class c
     WHERE c.relnamespace = current_schema()::regnamespace
       AND c.relname IN (
         'network', 'current_network', 'node', 'edge', 'arc', 'turn_restriction', 'cell', 'shortcut', 'climb', 'label')
  LOOP
    EXECUTE format('GRANT SELECT ON %s TO %I', relation, reader);
  END LOOP;
END
$roles$;
