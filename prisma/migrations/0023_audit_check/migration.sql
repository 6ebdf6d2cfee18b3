-- A check of the audit chain from the app: how far it is, so that it can go on, and what came of it.
CREATE TABLE "audit_check" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "started_by" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "until_seq" BIGINT NOT NULL,
    "last_seq" BIGINT NOT NULL DEFAULT 0,
    "last_hash" TEXT NOT NULL,
    "dropped" BIGINT NOT NULL DEFAULT 0,
    "damage_kind" TEXT,
    "damage_seq" BIGINT,
    "damage_reason" TEXT,
    "error" TEXT,

    CONSTRAINT "audit_check_pkey" PRIMARY KEY ("shop_id","id"),
    CONSTRAINT "audit_check_state_check" CHECK ("state" IN ('running', 'whole', 'damaged', 'cancelled'))
);
CREATE UNIQUE INDEX "audit_check_one_running_idx" ON "audit_check"("shop_id") WHERE "state" = 'running';

ALTER TABLE "audit_check" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "audit_check" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "audit_check"
  USING (shop_id = NULLIF(current_setting('app.shop_id', true), ''))
  WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON "audit_check" TO inhouse_app;
