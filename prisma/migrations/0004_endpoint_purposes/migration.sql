-- What each model server is used for.
ALTER TABLE "model_endpoint" ADD COLUMN "purposes" TEXT[] NOT NULL DEFAULT ARRAY['chat', 'copy'];
ALTER TABLE "model_endpoint" ADD CONSTRAINT "model_endpoint_purposes_check" CHECK ("purposes" <@ ARRAY['chat', 'copy']);

-- What the connection doctor found at the operator's own server, which is no row of the shop's.
CREATE TABLE "default_endpoint_check" (
    "shop_id" TEXT NOT NULL,
    "base_url" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "report" JSONB NOT NULL,

    CONSTRAINT "default_endpoint_check_pkey" PRIMARY KEY ("shop_id")
);
ALTER TABLE "default_endpoint_check" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "default_endpoint_check" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "default_endpoint_check"
  USING (shop_id = NULLIF(current_setting('app.shop_id', true), ''))
  WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON "default_endpoint_check" TO inhouse_app;
