-- A request says where it came from, how often it was tried, and which event of the audit chain proves that it is done.
ALTER TABLE "privacy_request"
  -- An export in one value; it is made in parts from now on.
  DROP COLUMN "export",
  ADD COLUMN "origin" TEXT NOT NULL DEFAULT 'shopify',
  ADD COLUMN "shopify_id" TEXT,
  ADD COLUMN "attempts" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "last_attempt_at" TIMESTAMPTZ(3),
  ADD COLUMN "last_error" TEXT,
  ADD COLUMN "export_expires_at" TIMESTAMPTZ(3),
  ADD COLUMN "event_seq" BIGINT,
  ADD COLUMN "event_hash" BYTEA,
  ADD CONSTRAINT "privacy_request_origin_check" CHECK ("origin" IN ('shopify', 'staff'));
CREATE INDEX "privacy_request_shop_id_received_at_id_idx" ON "privacy_request"("shop_id", "received_at" DESC, "id" DESC);
CREATE INDEX "privacy_request_shop_id_customer_hash_idx" ON "privacy_request"("shop_id", "customer_hash");

-- A data request's export, one row for each conversation, encrypted under a key of the request's own: destroying it takes all of them away.
CREATE TABLE "privacy_export" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "part" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "body" BYTEA NOT NULL,

    CONSTRAINT "privacy_export_pkey" PRIMARY KEY ("shop_id","id"),
    CONSTRAINT "privacy_export_shop_id_request_id_fkey" FOREIGN KEY ("shop_id","request_id")
      REFERENCES "privacy_request"("shop_id","id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "privacy_export_shop_id_request_id_part_key" ON "privacy_export"("shop_id", "request_id", "part");
CREATE INDEX "privacy_export_shop_id_request_id_position_idx" ON "privacy_export"("shop_id", "request_id", "position");

-- How long each kind of data is kept, where the merchant chose other than our default.
CREATE TABLE "retention_rule" (
    "shop_id" TEXT NOT NULL,
    "data_class" TEXT NOT NULL,
    "days" INTEGER NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "retention_rule_pkey" PRIMARY KEY ("shop_id","data_class"),
    CONSTRAINT "retention_rule_days_check" CHECK ("days" > 0)
);

-- One row for each time that what is too old was deleted.
CREATE TABLE "retention_run" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "started_by" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "deleted" JSONB NOT NULL DEFAULT '{}',
    "error" TEXT,

    CONSTRAINT "retention_run_pkey" PRIMARY KEY ("shop_id","id"),
    CONSTRAINT "retention_run_state_check" CHECK ("state" IN ('running', 'done')),
    CONSTRAINT "retention_run_started_by_check" CHECK ("started_by" IN ('schedule', 'staff'))
);
CREATE UNIQUE INDEX "retention_run_one_running_idx" ON "retention_run"("shop_id") WHERE "state" = 'running';
CREATE INDEX "retention_run_shop_id_started_at_idx" ON "retention_run"("shop_id", "started_at" DESC);

DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['privacy_export', 'retention_rule', 'retention_run'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY tenant ON %I USING (shop_id = NULLIF(current_setting('app.shop_id', true), ''))
      WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), ''))$p$, t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO inhouse_app', t);
  END LOOP;
END $$;

-- What is too old is found by its time.
CREATE INDEX "webhook_receipt_shop_id_received_at_idx" ON "webhook_receipt"("shop_id", "received_at");
-- Calls of product copy are kept longer than the others: those of one kind are found without passing over the other kind's.
CREATE INDEX "model_call_expiry_idx" ON "model_call"("shop_id", (CASE WHEN "purpose" = 'copy' THEN 1 ELSE 0 END), "created_at");
