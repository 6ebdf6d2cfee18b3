-- A replaced key still reads what it encrypted, until everything is encrypted anew; it encrypts nothing more.
ALTER TABLE "data_key" ADD COLUMN "retired_at" TIMESTAMPTZ(3);
DROP INDEX "data_key_one_live_key_idx";
CREATE UNIQUE INDEX "data_key_one_live_key_idx" ON "data_key"("shop_id", "subject")
  WHERE "destroyed_at" IS NULL AND "retired_at" IS NULL;

-- One row for each rotation: what is done and where it goes on, so that it can be cut off at any moment.
CREATE TABLE "key_rotation" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "step" TEXT NOT NULL DEFAULT 'retire',
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "not_before" TIMESTAMPTZ(3),
    "pass" INTEGER NOT NULL DEFAULT 1,
    "found_in_pass" INTEGER NOT NULL DEFAULT 0,
    "place" TEXT NOT NULL DEFAULT '',
    "cursor" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "rows_total" INTEGER NOT NULL DEFAULT 0,
    "rows_seen" INTEGER NOT NULL DEFAULT 0,
    "values_changed" INTEGER NOT NULL DEFAULT 0,
    "keys_rewrapped" INTEGER NOT NULL DEFAULT 0,
    "keys_deleted" INTEGER NOT NULL DEFAULT 0,
    "kept_keys" UUID[] NOT NULL DEFAULT ARRAY[]::UUID[],
    "error" TEXT,

    CONSTRAINT "key_rotation_pkey" PRIMARY KEY ("shop_id","id"),
    CONSTRAINT "key_rotation_scope_check" CHECK ("scope" IN ('master', 'shop', 'all')),
    CONSTRAINT "key_rotation_state_check" CHECK ("state" IN ('running', 'done'))
);
-- One at a time, whoever asks first: the keys that one retires must not be deleted by another. Wrapping by a new master key retires none.
CREATE UNIQUE INDEX "key_rotation_one_running_idx" ON "key_rotation"("shop_id", ("scope" = 'master')) WHERE "state" = 'running';
CREATE INDEX "key_rotation_shop_id_started_at_idx" ON "key_rotation"("shop_id", "started_at" DESC);
ALTER TABLE "key_rotation" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "key_rotation" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "key_rotation"
  USING (shop_id = NULLIF(current_setting('app.shop_id', true), ''))
  WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON "key_rotation" TO inhouse_app;

-- Whoever replaces a master key has to know which shops still need it, and the app's role sees one shop at a time. The owner of the tables,
-- whom forced row-level security binds too, may read the keys' rows for this one function; the app's role may call it, and learns domains
-- and the names of master keys.
CREATE POLICY key_inventory ON "data_key" FOR SELECT TO CURRENT_ROLE USING (true);
CREATE FUNCTION master_key_use() RETURNS TABLE (shop_id text, wrapped_by text, keys bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT
  BEGIN ATOMIC
    SELECT k.shop_id, k.wrapped_by, count(*) FROM "data_key" k
    WHERE k.wrapped IS NOT NULL AND k.wrapped_by NOT LIKE 'key:%'
    GROUP BY 1, 2;
  END;
REVOKE ALL ON FUNCTION master_key_use() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION master_key_use() TO inhouse_app;
