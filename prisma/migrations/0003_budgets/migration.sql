-- Budgets: a row a scope with the counters of its running minute and day, a lease a running call, and a row a day of the shop's use.
-- The counters of one minute that are lost here protect nothing that the new ones do not.
DROP TABLE "budget_window";

CREATE TABLE "budget_scope" (
    "shop_id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "minute" TIMESTAMPTZ(3) NOT NULL,
    "minute_requests" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "day_requests" INTEGER NOT NULL,
    "day_tokens" BIGINT NOT NULL,

    CONSTRAINT "budget_scope_pkey" PRIMARY KEY ("shop_id","scope")
) WITH (fillfactor = 70);

CREATE TABLE "budget_lease" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "scopes" TEXT[] NOT NULL,
    "day" DATE NOT NULL,
    "tokens" INTEGER NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "budget_lease_pkey" PRIMARY KEY ("shop_id","id")
);

CREATE TABLE "budget_day" (
    "shop_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "requests" INTEGER NOT NULL,
    "tokens" BIGINT NOT NULL,
    "refused" INTEGER NOT NULL,

    CONSTRAINT "budget_day_pkey" PRIMARY KEY ("shop_id","day")
);

CREATE INDEX "budget_scope_shop_id_day_idx" ON "budget_scope"("shop_id", "day");

DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['budget_scope', 'budget_lease', 'budget_day'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (shop_id = NULLIF(current_setting(''app.shop_id'', true), '''')) '
      'WITH CHECK (shop_id = NULLIF(current_setting(''app.shop_id'', true), ''''))', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO inhouse_app', t);
  END LOOP;
END $$;

-- Both functions are one statement and one transaction of their own: they bind themselves to the shop, take the shop's budget lock, so that
-- what they count cannot change meanwhile, and do not wait for the disk. A database server that crashes may lose the counts of its last
-- moments, which costs a limit some requests; the calls' own rows are written with full durability elsewhere.

-- Counts one request and reserves its tokens and its stream for each scope, or for none when one of them is over its limit.
-- p_limits: [{scope, requests (a minute), tokens (a day, UTC), streams}]. The clock is read under the lock, so that a window never begins twice.
CREATE FUNCTION charge_budget(
  p_shop_id text, p_lease uuid, p_limits jsonb, p_tokens integer, p_lease_s integer, p_at timestamptz
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz;
  v_minute timestamptz;
  v_day date;
  v_isnew boolean := false;
  v_counted jsonb := '[]';
  v_refused jsonb;
  v_this jsonb;
  r record;
BEGIN
  PERFORM set_config('app.shop_id', p_shop_id, true), set_config('synchronous_commit', 'off', true);
  PERFORM pg_advisory_xact_lock(hashtextextended('budget:' || p_shop_id, 0));
  v_now := coalesce(p_at, clock_timestamp());
  v_minute := date_trunc('minute', v_now);
  v_day := (v_now AT TIME ZONE 'UTC')::date;
  FOR r IN
    SELECT l.scope, l.requests AS max_requests, l.tokens AS max_tokens, l.streams AS max_streams, coalesce(s.minute < v_minute, true) AS is_new,
           CASE WHEN s.minute >= v_minute THEN s.minute_requests ELSE 0 END AS requests,
           CASE WHEN s.day >= v_day THEN s.day_tokens ELSE 0 END + coalesce(b.tokens, 0) AS tokens,
           coalesce(b.streams, 0) AS streams
    FROM jsonb_to_recordset(p_limits) AS l(scope text, requests integer, tokens bigint, streams integer)
    LEFT JOIN budget_scope s ON s.shop_id = p_shop_id AND s.scope = l.scope
    LEFT JOIN LATERAL (
      SELECT count(*) AS streams, sum(q.tokens) AS tokens FROM budget_lease q
      WHERE q.shop_id = p_shop_id AND q.expires_at > v_now AND l.scope = ANY (q.scopes)
    ) b ON true
  LOOP
    v_isnew := v_isnew OR r.is_new;
    v_this := CASE
      WHEN r.tokens + p_tokens > r.max_tokens THEN jsonb_build_object('scope', r.scope, 'what', 'tokens', 'limit', r.max_tokens,
        'retryAfterS', ceil(extract(epoch FROM ((v_day + 1)::timestamp AT TIME ZONE 'UTC') - v_now)))
      WHEN r.requests >= r.max_requests THEN jsonb_build_object('scope', r.scope, 'what', 'requests', 'limit', r.max_requests,
        'retryAfterS', ceil(extract(epoch FROM v_minute + interval '1 minute' - v_now)))
      WHEN r.streams >= r.max_streams THEN jsonb_build_object('scope', r.scope, 'what', 'streams', 'limit', r.max_streams, 'retryAfterS', 5)
    END;
    -- The longest wait is the one to tell.
    IF v_this IS NOT NULL AND (v_refused IS NULL OR (v_this->>'retryAfterS')::int > (v_refused->>'retryAfterS')::int) THEN
      v_refused := v_this;
    END IF;
    v_counted := v_counted || jsonb_build_object('scope', r.scope, 'requests', r.requests + 1, 'tokens', r.tokens + p_tokens, 'streams', r.streams + 1);
  END LOOP;

  IF v_refused IS NOT NULL THEN
    INSERT INTO budget_day VALUES (p_shop_id, v_day, 0, 0, 1)
    ON CONFLICT (shop_id, day) DO UPDATE SET refused = budget_day.refused + 1;
    RETURN jsonb_build_object('refused', v_refused, 'counted', '[]'::jsonb);
  END IF;

  INSERT INTO budget_scope AS s
  SELECT p_shop_id, l.scope, v_minute, 1, v_day, 1, 0 FROM jsonb_to_recordset(p_limits) AS l(scope text)
  ON CONFLICT (shop_id, scope) DO UPDATE SET
    minute = greatest(s.minute, v_minute),
    minute_requests = CASE WHEN s.minute >= v_minute THEN s.minute_requests ELSE 0 END + 1,
    day = greatest(s.day, v_day),
    day_requests = CASE WHEN s.day >= v_day THEN s.day_requests ELSE 0 END + 1,
    day_tokens = CASE WHEN s.day >= v_day THEN s.day_tokens ELSE 0 END;
  INSERT INTO budget_lease
  SELECT p_shop_id, p_lease, array_agg(l.scope), v_day, p_tokens, v_now + make_interval(secs => p_lease_s)
  FROM jsonb_to_recordset(p_limits) AS l(scope text);

  -- Now and then, and a bounded piece each time: what has ended counts no more, so this only gives back its room.
  IF v_isnew THEN
    DELETE FROM budget_lease WHERE (shop_id, id) IN (
      SELECT shop_id, id FROM budget_lease WHERE shop_id = p_shop_id AND expires_at <= v_now LIMIT 200);
    DELETE FROM budget_scope WHERE (shop_id, scope) IN (
      SELECT shop_id, scope FROM budget_scope WHERE shop_id = p_shop_id AND day < v_day - 1 LIMIT 200);
    DELETE FROM budget_day WHERE (shop_id, day) IN (
      SELECT shop_id, day FROM budget_day WHERE shop_id = p_shop_id AND day < v_day - 400 LIMIT 200);
  END IF;
  RETURN jsonb_build_object('refused', null, 'counted', v_counted);
END $$;

-- Ends a lease and counts what the call used instead of what was reserved; also after the lease has run out.
CREATE FUNCTION settle_budget(p_shop_id text, p_lease uuid, p_scopes text[], p_tokens integer, p_at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_day date;
BEGIN
  PERFORM set_config('app.shop_id', p_shop_id, true), set_config('synchronous_commit', 'off', true);
  PERFORM pg_advisory_xact_lock(hashtextextended('budget:' || p_shop_id, 0));
  DELETE FROM budget_lease WHERE shop_id = p_shop_id AND id = p_lease RETURNING day INTO v_day;
  v_day := coalesce(v_day, (coalesce(p_at, clock_timestamp()) AT TIME ZONE 'UTC')::date);
  UPDATE budget_scope SET day_tokens = day_tokens + p_tokens
  WHERE shop_id = p_shop_id AND scope = ANY (p_scopes) AND day = v_day AND p_tokens > 0;
  INSERT INTO budget_day VALUES (p_shop_id, v_day, 1, p_tokens, 0)
  ON CONFLICT (shop_id, day) DO UPDATE SET requests = budget_day.requests + 1, tokens = budget_day.tokens + p_tokens;
END $$;
