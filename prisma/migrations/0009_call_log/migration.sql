-- The log of model calls at ten million rows (docs/decisions/0020). A facet is one combination of what calls are filtered by. A shop has a
-- few hundred of them, so that any filter is a list of facets, and one index serves them all in the order of the log.
ALTER TABLE "model_call" ADD COLUMN "language" TEXT, ADD COLUMN "facet" BIGINT;
ALTER TABLE "call_review" ADD COLUMN "facet" BIGINT NOT NULL DEFAULT 0;

CREATE TABLE "call_facet" (
    "shop_id" TEXT NOT NULL,
    "id" BIGINT NOT NULL,
    "purpose" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "flags" TEXT[] NOT NULL,

    CONSTRAINT "call_facet_pkey" PRIMARY KEY ("shop_id","id")
);

-- A call's facet follows from its row, whoever writes that: a number made of the combination. Two combinations with one number would only show
-- a call under a filter too many. Everything is in one function: this runs twice in every model call.
CREATE FUNCTION set_call_facet() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  flags text[] := '{}';
BEGIN
  -- What stages did, other than letting pass: "check:withheld".
  IF NEW.verdicts <> '[]' THEN
    flags := ARRAY(SELECT DISTINCT (v ->> 'stage') || ':' || (v ->> 'verdict') FROM jsonb_array_elements(NEW.verdicts) v
      WHERE v ->> 'verdict' NOT IN ('pass', 'skipped') ORDER BY 1);
  END IF;
  NEW.facet := hashtextextended(
    concat_ws(E'\x1f', NEW.purpose, NEW.state, NEW.model, COALESCE(NEW.language, ''), array_to_string(flags, ',')), 0);
  IF TG_OP = 'UPDATE' THEN
    IF NEW.facet IS NOT DISTINCT FROM OLD.facet THEN RETURN NEW; END IF;
    UPDATE call_review SET facet = NEW.facet WHERE shop_id = NEW.shop_id AND call_id = NEW.id;
  END IF;
  IF NOT EXISTS (SELECT FROM call_facet WHERE shop_id = NEW.shop_id AND id = NEW.facet) THEN
    -- Two transactions with the same two new facets, in another order, would wait for each other for good.
    PERFORM pg_advisory_xact_lock(hashtextextended('call_facet ' || NEW.shop_id, 0));
    INSERT INTO call_facet (shop_id, id, purpose, state, model, language, flags)
      VALUES (NEW.shop_id, NEW.facet, NEW.purpose, NEW.state, NEW.model, COALESCE(NEW.language, ''), flags)
      ON CONFLICT DO NOTHING;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER model_call_facet BEFORE INSERT OR UPDATE OF purpose, state, model, language, verdicts ON "model_call"
  FOR EACH ROW EXECUTE FUNCTION set_call_facet();

-- A review carries its call's facet, so that reviews are filtered without their calls.
CREATE FUNCTION set_review_facet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.facet := COALESCE((SELECT c.facet FROM model_call c WHERE c.shop_id = NEW.shop_id AND c.id = NEW.call_id), 0);
  RETURN NEW;
END $$;
CREATE TRIGGER call_review_facet BEFORE INSERT ON "call_review" FOR EACH ROW EXECUTE FUNCTION set_review_facet();

-- Calls from before. Forced row-level security would show the owner none of them.
ALTER TABLE "model_call" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "call_review" NO FORCE ROW LEVEL SECURITY;
UPDATE "model_call" SET "verdicts" = "verdicts";
ALTER TABLE "model_call" FORCE ROW LEVEL SECURITY;
ALTER TABLE "call_review" FORCE ROW LEVEL SECURITY;
ALTER TABLE "model_call" ALTER COLUMN "facet" SET NOT NULL;

CREATE INDEX "model_call_shop_id_facet_created_at_id_idx" ON "model_call"("shop_id", "facet", "created_at" DESC, "id");

CREATE INDEX "call_review_judgement_idx" ON "call_review"("shop_id", "judgement", "call_created_at" DESC, "call_id");
CREATE INDEX "call_review_assigned_idx" ON "call_review"("shop_id", "assigned_to", "call_created_at" DESC, "call_id")
  WHERE "assigned_to" IS NOT NULL;
CREATE INDEX "call_review_open_idx" ON "call_review"("shop_id", "call_created_at" DESC, "call_id") WHERE "resolved_at" IS NULL;

-- Sums of a day's calls (UTC) by measure, for charts: "calls", "withheld", "redacted:EMAIL". They hold the calls that were made before
-- call_rollup.until; newer ones are counted where they are.
CREATE TABLE "call_day" (
    "shop_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "measure" TEXT NOT NULL,
    "total" BIGINT NOT NULL,

    CONSTRAINT "call_day_pkey" PRIMARY KEY ("shop_id","day","measure")
);
CREATE TABLE "call_rollup" (
    "shop_id" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "call_rollup_pkey" PRIMARY KEY ("shop_id")
);

-- A named set of filters of the log: of one member of staff, or of the shop.
CREATE TABLE "log_view" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "owner" TEXT,
    "filters" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "log_view_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE UNIQUE INDEX "log_view_name_idx" ON "log_view"("shop_id", COALESCE("owner", ''), lower("name"));

DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['call_facet', 'call_day', 'call_rollup', 'log_view'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (shop_id = NULLIF(current_setting(''app.shop_id'', true), '''')) '
      'WITH CHECK (shop_id = NULLIF(current_setting(''app.shop_id'', true), ''''))', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO inhouse_app', t);
  END LOOP;
END $$;

-- Writes a call before it is made; as before, with the language that it is in.
DROP FUNCTION record_call(text, uuid, timestamptz, text, text, uuid, text, uuid, text, text, bytea, bytea);
CREATE FUNCTION record_call(
  p_shop_id text, p_id uuid, p_created_at timestamptz, p_purpose text, p_prompt_version text, p_conversation_id uuid, p_product_id text,
  p_endpoint_id uuid, p_endpoint_name text, p_model text, p_request bytea, p_evidence bytea, p_language text DEFAULT NULL
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.shop_id', p_shop_id, true);
  INSERT INTO model_call (
    shop_id, id, created_at, purpose, prompt_version, conversation_id, product_id, endpoint_id, endpoint_name, model, request, evidence,
    language
  ) VALUES (
    p_shop_id, p_id, p_created_at, p_purpose, p_prompt_version, p_conversation_id, p_product_id, p_endpoint_id, p_endpoint_name, p_model,
    p_request, p_evidence, p_language
  );
END $$;

-- What a shop's calls of a stretch of time come to, by day and measure; calls that only check a server are left out. A time to the first
-- token is counted in classes of which each reaches 15 % further than the one before.
CREATE FUNCTION call_measures(p_shop_id text, p_from timestamptz, p_to timestamptz)
RETURNS TABLE (day date, measure text, total bigint) LANGUAGE sql STABLE AS $$
  SELECT (c.created_at AT TIME ZONE 'UTC')::date, m.measure, sum(m.n)::bigint
  FROM model_call c CROSS JOIN LATERAL (
    VALUES ('calls:' || c.purpose, 1), ('state:' || c.state, 1), ('withheld', c.withheld::int),
      ('prompt_tokens', c.prompt_tokens), ('completion_tokens', c.completion_tokens),
      (CASE WHEN c.first_token_ms IS NOT NULL THEN 'first_token:' || floor(ln(GREATEST(c.first_token_ms, 1)) / ln(1.15)) END, 1)
    UNION ALL
    SELECT 'redacted:' || d.key, d.value::int
    FROM jsonb_array_elements(c.verdicts) v CROSS JOIN jsonb_each_text(v -> 'detail') d
    WHERE v ->> 'stage' = 'redact' AND v ->> 'verdict' = 'changed' AND d.key ~ '^[A-Z]+$'
  ) AS m (measure, n)
  WHERE c.shop_id = p_shop_id AND c.created_at >= p_from AND c.created_at < p_to AND c.purpose <> 'check' AND m.measure IS NOT NULL
  GROUP BY 1, 2 HAVING sum(m.n) > 0
$$;
