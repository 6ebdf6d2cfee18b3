-- The app's role: it owns nothing, so forced row-level security always applies to it.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'inhouse_app') THEN
    CREATE ROLE inhouse_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
  END IF;
END $$;

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

CREATE TABLE "shop" (
    "shop_id" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "currency" TEXT NOT NULL DEFAULT '',
    "country" TEXT NOT NULL DEFAULT '',
    "primary_locale" TEXT NOT NULL DEFAULT 'en',
    "storefront_url" TEXT NOT NULL DEFAULT '',
    "installed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "uninstalled_at" TIMESTAMPTZ(3),
    "settings" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "shop_pkey" PRIMARY KEY ("shop_id")
);

CREATE TABLE "session" (
    "shop_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "is_online" BOOLEAN NOT NULL,
    "scope" TEXT NOT NULL DEFAULT '',
    "expires" TIMESTAMPTZ(3),
    "refresh_token_expires" TIMESTAMPTZ(3),
    "access_token" BYTEA NOT NULL,
    "refresh_token" BYTEA,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("shop_id","id")
);

CREATE TABLE "data_key" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "wrapped" BYTEA,
    "wrapped_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "destroyed_at" TIMESTAMPTZ(3),

    CONSTRAINT "data_key_pkey" PRIMARY KEY ("shop_id","id")
);

CREATE TABLE "audit_event" (
    "shop_id" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "time" TIMESTAMPTZ(3) NOT NULL,
    "type" TEXT NOT NULL,
    "canonical" BYTEA NOT NULL,
    "prev_hash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("shop_id","seq")
);

CREATE TABLE "model_endpoint" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "base_url" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "api_key" BYTEA,
    "position" INTEGER NOT NULL DEFAULT 0,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "last_check_at" TIMESTAMPTZ(3),
    "last_check" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_endpoint_pkey" PRIMARY KEY ("shop_id","id")
);

CREATE TABLE "model_call" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "purpose" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'recorded',
    "conversation_id" UUID,
    "product_id" TEXT,
    "endpoint_id" UUID,
    "endpoint_name" TEXT NOT NULL DEFAULT '',
    "model" TEXT NOT NULL DEFAULT '',
    "prompt_version" TEXT NOT NULL,
    "request" BYTEA,
    "response" BYTEA,
    "released" BYTEA,
    "evidence" BYTEA,
    "verdicts" JSONB NOT NULL DEFAULT '[]',
    "withheld" BOOLEAN NOT NULL DEFAULT false,
    "prompt_tokens" INTEGER,
    "completion_tokens" INTEGER,
    "first_token_ms" INTEGER,
    "total_ms" INTEGER,
    "finish_reason" TEXT,
    "fingerprint" TEXT,
    "error_code" TEXT,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "model_call_pkey" PRIMARY KEY ("shop_id","id")
);

CREATE TABLE "budget_window" (
    "shop_id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "budget_window_pkey" PRIMARY KEY ("shop_id","scope","window_start")
);

CREATE TABLE "product" (
    "shop_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "vendor" TEXT NOT NULL DEFAULT '',
    "product_type" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL,
    "description_html" TEXT NOT NULL DEFAULT '',
    "seo_title" TEXT NOT NULL DEFAULT '',
    "seo_description" TEXT NOT NULL DEFAULT '',
    "image_url" TEXT,
    "image_alt" TEXT NOT NULL DEFAULT '',
    "facts" JSONB NOT NULL DEFAULT '[]',
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "synced_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "product_pkey" PRIMARY KEY ("shop_id","id")
);

CREATE TABLE "product_variant" (
    "shop_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "product_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "sku" TEXT NOT NULL DEFAULT '',
    "price" DECIMAL(14,2) NOT NULL,
    "compare_at_price" DECIMAL(14,2),
    "available" BOOLEAN NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "product_variant_pkey" PRIMARY KEY ("shop_id","id")
);

CREATE TABLE "knowledge_passage" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "heading" TEXT NOT NULL DEFAULT '',
    "url" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "search" tsvector NOT NULL GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', "title" || ' ' || "heading"), 'A') || setweight(to_tsvector('simple', "text"), 'B')
    ) STORED,

    CONSTRAINT "knowledge_passage_pkey" PRIMARY KEY ("shop_id","id")
);

CREATE TABLE "sync_state" (
    "shop_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "counts" JSONB NOT NULL DEFAULT '{}',
    "error" TEXT,
    "cursor" TEXT,

    CONSTRAINT "sync_state_pkey" PRIMARY KEY ("shop_id","kind")
);

CREATE TABLE "conversation" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "customer_hash" BYTEA,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "state" TEXT NOT NULL DEFAULT 'assistant',
    "placeholders" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("shop_id","id")
);

CREATE TABLE "message" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "turn_id" UUID NOT NULL,
    "author" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "attachments" BYTEA,
    "status" TEXT NOT NULL DEFAULT 'complete',
    "call_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_pkey" PRIMARY KEY ("shop_id","id")
);

CREATE TABLE "copy_draft" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "product_id" TEXT NOT NULL,
    "product_title" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "state" TEXT NOT NULL,
    "base_text" TEXT NOT NULL,
    "draft_text" TEXT NOT NULL DEFAULT '',
    "edited_text" TEXT,
    "flags" JSONB NOT NULL DEFAULT '[]',
    "call_id" UUID,
    "error_code" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3),
    "published_text" TEXT,

    CONSTRAINT "copy_draft_pkey" PRIMARY KEY ("shop_id","id")
);

CREATE TABLE "webhook_receipt" (
    "shop_id" TEXT NOT NULL,
    "webhook_id" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_receipt_pkey" PRIMARY KEY ("shop_id","webhook_id")
);

CREATE TABLE "privacy_request" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "customer_hash" BYTEA,
    "state" TEXT NOT NULL DEFAULT 'received',
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "result" JSONB NOT NULL DEFAULT '{}',
    "export" BYTEA,

    CONSTRAINT "privacy_request_pkey" PRIMARY KEY ("shop_id","id")
);

CREATE INDEX "data_key_shop_id_subject_idx" ON "data_key"("shop_id", "subject");

CREATE INDEX "model_call_shop_id_created_at_id_idx" ON "model_call"("shop_id", "created_at" DESC, "id");

CREATE INDEX "model_call_shop_id_conversation_id_idx" ON "model_call"("shop_id", "conversation_id");

CREATE INDEX "product_shop_id_title_idx" ON "product"("shop_id", "title");

CREATE INDEX "product_variant_shop_id_product_id_idx" ON "product_variant"("shop_id", "product_id");

CREATE INDEX "knowledge_passage_shop_id_kind_source_id_idx" ON "knowledge_passage"("shop_id", "kind", "source_id");

CREATE INDEX "conversation_shop_id_updated_at_idx" ON "conversation"("shop_id", "updated_at" DESC);

CREATE INDEX "conversation_shop_id_customer_hash_idx" ON "conversation"("shop_id", "customer_hash");

CREATE INDEX "message_shop_id_conversation_id_created_at_idx" ON "message"("shop_id", "conversation_id", "created_at");

CREATE INDEX "copy_draft_shop_id_created_at_idx" ON "copy_draft"("shop_id", "created_at" DESC);

CREATE INDEX "copy_draft_shop_id_product_id_idx" ON "copy_draft"("shop_id", "product_id");

-- AddForeignKey
ALTER TABLE "product_variant" ADD CONSTRAINT "product_variant_shop_id_product_id_fkey" FOREIGN KEY ("shop_id", "product_id") REFERENCES "product"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_shop_id_conversation_id_fkey" FOREIGN KEY ("shop_id", "conversation_id") REFERENCES "conversation"("shop_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;


-- One live key per subject, whoever is first: two would split what one erasure must reach.
CREATE UNIQUE INDEX "data_key_one_live_key_idx" ON "data_key"("shop_id", "subject") WHERE "destroyed_at" IS NULL;

CREATE INDEX "knowledge_passage_search_idx" ON "knowledge_passage" USING gin ("search");
CREATE INDEX "knowledge_passage_title_trgm_idx" ON "knowledge_passage" USING gin ("title" gin_trgm_ops);
CREATE INDEX "product_title_trgm_idx" ON "product" USING gin ("title" gin_trgm_ops);

-- Row-level security on every table, forced so that it binds the owner too. An unset shop matches no row.
DO $$ DECLARE t text; BEGIN
  FOR t IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE n.nspname = current_schema() AND c.relkind = 'r' AND c.relname <> '_prisma_migrations' LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (shop_id = NULLIF(current_setting(''app.shop_id'', true), '''')) '
      'WITH CHECK (shop_id = NULLIF(current_setting(''app.shop_id'', true), ''''))', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO inhouse_app', t);
  END LOOP;
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO inhouse_app', current_schema());
END $$;

-- The audit log only grows: no privilege to change it, and a trigger for roles that have it anyway.
REVOKE UPDATE, DELETE, TRUNCATE ON "audit_event" FROM inhouse_app;
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_event is append-only';
END $$;
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON "audit_event"
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON "audit_event"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
