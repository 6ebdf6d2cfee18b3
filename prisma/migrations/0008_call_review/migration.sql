-- What staff make of a model call. The call's own row never changes after it is finished: its digest is in the audit chain.
CREATE TABLE "call_review" (
    "shop_id" TEXT NOT NULL,
    "call_id" UUID NOT NULL,
    "call_created_at" TIMESTAMPTZ(3) NOT NULL,
    "judgement" TEXT,
    "judged_by" TEXT,
    "judged_at" TIMESTAMPTZ(3),
    "assigned_to" TEXT,
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "call_review_pkey" PRIMARY KEY ("shop_id","call_id"),
    CONSTRAINT "call_review_judgement_check" CHECK ("judgement" IN ('good', 'wrong', 'unsafe'))
);
CREATE INDEX "call_review_shop_id_call_created_at_call_id_idx" ON "call_review"("shop_id", "call_created_at" DESC, "call_id");
ALTER TABLE "call_review" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "call_review" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "call_review"
  USING (shop_id = NULLIF(current_setting('app.shop_id', true), ''))
  WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON "call_review" TO inhouse_app;
