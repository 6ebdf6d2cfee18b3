-- Sealed months of the audit log: each is signed, so that its events can be dropped and the rest still be verified.
CREATE TABLE "audit_checkpoint" (
    "shop_id" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "first_seq" BIGINT NOT NULL,
    "last_seq" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,
    "statement" TEXT NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "dropped_at" TIMESTAMPTZ(3),

    CONSTRAINT "audit_checkpoint_pkey" PRIMARY KEY ("shop_id","month")
);

ALTER TABLE "audit_checkpoint" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "audit_checkpoint" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "audit_checkpoint"
  USING (shop_id = NULLIF(current_setting('app.shop_id', true), ''))
  WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), ''));
GRANT SELECT, INSERT ON "audit_checkpoint" TO inhouse_app;

-- The verifier connects as the owner and reads every shop's chain; row-level security is forced and would hide them.
CREATE POLICY owner_reads ON "audit_event" FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY owner_reads ON "audit_checkpoint" FOR SELECT TO CURRENT_USER USING (true);

-- The app's role appends through this function only: number, time, predecessor and hash are not its to choose.
REVOKE INSERT ON "audit_event" FROM inhouse_app;

-- Appends one event in the caller's transaction, under a lock on the shop's chain that is held until it ends.
-- `actor` and `payload` are RFC 8785 JSON; the members around them are in that order too, so the result is canonical.
CREATE FUNCTION append_audit_event(shop text, event_type text, actor text, payload text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  next_seq bigint := 1;
  prev bytea := decode(repeat('00', 32), 'hex');
  at timestamptz := date_trunc('milliseconds', clock_timestamp());
  last record;
  body bytea;
BEGIN
  IF shop IS DISTINCT FROM NULLIF(current_setting('app.shop_id', true), '') THEN
    RAISE EXCEPTION 'the transaction is not bound to the shop of the event' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('audit:' || shop, 0));
  SELECT e.seq, e.time, e.hash INTO last FROM audit_event e WHERE e.shop_id = shop ORDER BY e.seq DESC LIMIT 1;
  IF FOUND THEN
    next_seq := last.seq + 1;
    prev := last.hash;
    -- The clock may have been set back; time in the chain does not run backwards.
    at := greatest(date_trunc('milliseconds', clock_timestamp()), last.time);
  END IF;
  body := convert_to(
    '{"actor":' || actor || ',"payload":' || payload || ',"seq":"' || next_seq || '","shop":' || to_json(shop)
    || ',"time":"' || to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    || '","type":' || to_json(event_type) || ',"v":1}', 'UTF8');
  INSERT INTO audit_event (shop_id, seq, time, type, canonical, prev_hash, hash)
    VALUES (shop, next_seq, at, event_type, body, prev, sha256(prev || body));
  RETURN next_seq;
END $$;

-- The newest event of every shop, for the heads that the worker signs: domains, numbers and hashes, no content.
CREATE FUNCTION list_audit_heads(after text, max_shops int)
RETURNS TABLE (shop_id text, seq bigint, "time" timestamptz, hash text)
LANGUAGE sql STABLE SECURITY DEFINER AS $$
  WITH RECURSIVE shops AS (
    SELECT (SELECT min(e.shop_id) FROM audit_event e WHERE e.shop_id > after) AS id, 1 AS n
    UNION ALL
    SELECT (SELECT min(e.shop_id) FROM audit_event e WHERE e.shop_id > shops.id), n + 1
    FROM shops WHERE shops.id IS NOT NULL AND n < max_shops
  )
  SELECT head.shop_id, head.seq, head.time, encode(head.hash, 'hex')
  FROM shops CROSS JOIN LATERAL (
    SELECT e.shop_id, e.seq, e.time, e.hash FROM audit_event e WHERE e.shop_id = shops.id ORDER BY e.seq DESC LIMIT 1
  ) head
$$;

-- Deletes the events of the oldest sealed month that is still there. The last twelve months always stay, whoever asks.
CREATE FUNCTION drop_audit_segment(shop text, segment_month text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  segment record;
  gone bigint;
BEGIN
  IF shop IS DISTINCT FROM NULLIF(current_setting('app.shop_id', true), '') THEN
    RAISE EXCEPTION 'the transaction is not bound to the shop of the segment' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT c.first_seq, c.last_seq, c.hash INTO segment FROM audit_checkpoint c
    WHERE c.shop_id = shop AND c.month = segment_month AND c.dropped_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN RETURN 0; END IF;
  IF EXISTS (SELECT FROM audit_event e WHERE e.shop_id = shop AND e.seq < segment.first_seq) THEN
    RAISE EXCEPTION 'older events have to be dropped first';
  END IF;
  IF NOT EXISTS (SELECT FROM audit_event e WHERE e.shop_id = shop AND e.seq = segment.last_seq + 1) THEN
    RAISE EXCEPTION 'the newest event of a chain is never dropped';
  END IF;
  IF NOT EXISTS (SELECT FROM audit_event e
                 WHERE e.shop_id = shop AND e.seq = segment.last_seq AND e.hash = segment.hash) THEN
    RAISE EXCEPTION 'the segment is not what was sealed';
  END IF;
  IF EXISTS (SELECT FROM audit_event e WHERE e.shop_id = shop AND e.seq <= segment.last_seq
             AND e.time >= date_trunc('month', now() AT TIME ZONE 'UTC' - interval '12 months') AT TIME ZONE 'UTC') THEN
    RAISE EXCEPTION 'the events of the last twelve months are kept';
  END IF;
  PERFORM set_config('app.audit_drop', shop, true);
  DELETE FROM audit_event e WHERE e.shop_id = shop AND e.seq <= segment.last_seq;
  GET DIAGNOSTICS gone = ROW_COUNT;
  PERFORM set_config('app.audit_drop', '', true);
  UPDATE audit_checkpoint c SET dropped_at = now() WHERE c.shop_id = shop AND c.month = segment_month;
  RETURN gone;
END $$;

-- Still append-only for every role, with the one exception that the function above makes.
CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF current_setting('app.audit_drop', true) = OLD.shop_id THEN RETURN OLD; END IF;
  END IF;
  RAISE EXCEPTION 'audit_event is append-only';
END $$;

-- A function with its owner's rights must not find its tables by the caller's search path.
DO $$ DECLARE f text; BEGIN
  FOREACH f IN ARRAY ARRAY[
    'append_audit_event(text, text, text, text)', 'list_audit_heads(text, int)', 'drop_audit_segment(text, text)'
  ] LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = pg_catalog, %I, pg_temp', f, current_schema());
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO inhouse_app', f);
  END LOOP;
END $$;
