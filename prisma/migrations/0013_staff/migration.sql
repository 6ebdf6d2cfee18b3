-- Staff of a shop that have opened the app, and what they may do (tenancy/permissions.ts). No role: nothing.
CREATE TABLE "staff_member" (
    "shop_id" TEXT NOT NULL,
    "staff_id" TEXT NOT NULL,
    "role" TEXT,
    "account_owner" BOOLEAN,
    "name" BYTEA,
    "email" BYTEA,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_member_pkey" PRIMARY KEY ("shop_id","staff_id"),
    CONSTRAINT "staff_member_role_check" CHECK ("role" IN ('owner', 'admin', 'copy_editor', 'support_agent', 'reviewer', 'auditor'))
);
ALTER TABLE "staff_member" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "staff_member" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "staff_member"
  USING (shop_id = NULLIF(current_setting('app.shop_id', true), ''))
  WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON "staff_member" TO inhouse_app;

-- Who looked at the personal data of a model call, and why. The reason may name a person: it is encrypted under the call's own subject.
CREATE TABLE "call_reveal" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "call_id" UUID NOT NULL,
    "staff_id" TEXT NOT NULL,
    "reason" BYTEA NOT NULL,
    "subject" TEXT NOT NULL,
    "revealed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "call_reveal_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE INDEX "call_reveal_shop_id_call_id_idx" ON "call_reveal"("shop_id", "call_id");
ALTER TABLE "call_reveal" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "call_reveal" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "call_reveal"
  USING (shop_id = NULLIF(current_setting('app.shop_id', true), ''))
  WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON "call_reveal" TO inhouse_app;
