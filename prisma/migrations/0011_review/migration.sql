-- Review: notes, comments, the test set, calls that were run again, and exports. Whatever may quote a person is encrypted under the key of the
-- call's conversation, so that erasing the conversation erases it too.

ALTER TABLE "call_review" ADD COLUMN "note" BYTEA;
-- Counts the changes of judgement and note: a save that was made of an older one is a conflict.
ALTER TABLE "call_review" ADD COLUMN "judgement_version" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "review_comment" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "call_id" UUID NOT NULL,
    "conversation_id" UUID,
    "author" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_comment_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE INDEX "review_comment_shop_id_call_id_created_at_idx" ON "review_comment"("shop_id", "call_id", "created_at");
CREATE INDEX "review_comment_shop_id_conversation_id_idx" ON "review_comment"("shop_id", "conversation_id");

CREATE TABLE "test_case" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "call_id" UUID NOT NULL,
    "conversation_id" UUID,
    "purpose" TEXT NOT NULL,
    "prompt_version" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    -- What a person said of the answer when the case was added.
    "judgement" TEXT,
    "body" BYTEA NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "test_case_pkey" PRIMARY KEY ("shop_id","id"),
    CONSTRAINT "test_case_judgement_check" CHECK ("judgement" IN ('good', 'wrong', 'unsafe'))
);
CREATE UNIQUE INDEX "test_case_shop_id_call_id_key" ON "test_case"("shop_id", "call_id");
CREATE INDEX "test_case_shop_id_created_at_id_idx" ON "test_case"("shop_id", "created_at", "id");
CREATE INDEX "test_case_shop_id_conversation_id_idx" ON "test_case"("shop_id", "conversation_id");

CREATE TABLE "test_run" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    -- A server's id or "default".
    "endpoint" TEXT NOT NULL,
    "endpoint_name" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    -- Names the prompt that all cases get; null when each keeps its own.
    "prompt_version" TEXT,
    "instructions" BYTEA,
    "is_experiment" BOOLEAN NOT NULL DEFAULT false,
    "total" INTEGER NOT NULL,
    "error" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "test_run_pkey" PRIMARY KEY ("shop_id","id"),
    CONSTRAINT "test_run_state_check" CHECK ("state" IN ('running', 'done', 'cancelled'))
);
CREATE UNIQUE INDEX "test_run_one_running_idx" ON "test_run"("shop_id") WHERE "state" = 'running';
CREATE INDEX "test_run_shop_id_created_at_idx" ON "test_run"("shop_id", "created_at" DESC);

CREATE TABLE "test_result" (
    "shop_id" TEXT NOT NULL,
    "run_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    -- The call that was made; null when none could be.
    "call_id" UUID,
    "outcome" TEXT NOT NULL,

    CONSTRAINT "test_result_pkey" PRIMARY KEY ("shop_id","run_id","case_id"),
    CONSTRAINT "test_result_outcome_check" CHECK ("outcome" IN ('pass', 'withheld', 'fail', 'erased')),
    CONSTRAINT "test_result_run_fkey" FOREIGN KEY ("shop_id","run_id") REFERENCES "test_run"("shop_id","id") ON DELETE CASCADE
);

-- Which call was run again by which.
CREATE TABLE "call_replay" (
    "shop_id" TEXT NOT NULL,
    "call_id" UUID NOT NULL,
    "source_call_id" UUID NOT NULL,
    "run_id" UUID,
    "is_experiment" BOOLEAN NOT NULL DEFAULT false,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "call_replay_pkey" PRIMARY KEY ("shop_id","call_id")
);
CREATE INDEX "call_replay_shop_id_source_call_id_created_at_idx" ON "call_replay"("shop_id", "source_call_id", "created_at" DESC);

CREATE TABLE "call_export" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "format" TEXT NOT NULL,
    -- CallFilter; holds no words of anybody.
    "filters" JSONB NOT NULL,
    "has_personal_data" BOOLEAN NOT NULL DEFAULT false,
    -- Why personal data is needed, encrypted.
    "reason" BYTEA,
    -- Calls that the filters had when it was asked for, counted up to a bound.
    "total" INTEGER NOT NULL,
    "rows_done" INTEGER NOT NULL DEFAULT 0,
    "erased_rows" INTEGER NOT NULL DEFAULT 0,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "parts" INTEGER NOT NULL DEFAULT 0,
    "cursor" TEXT,
    -- rows | bytes: it ended at a bound before the filters did.
    "cut_by" TEXT,
    "error" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "call_export_pkey" PRIMARY KEY ("shop_id","id"),
    CONSTRAINT "call_export_state_check" CHECK ("state" IN ('running', 'ready', 'cancelled', 'expired', 'erased')),
    CONSTRAINT "call_export_format_check" CHECK ("format" IN ('jsonl', 'csv'))
);
CREATE INDEX "call_export_shop_id_created_at_idx" ON "call_export"("shop_id", "created_at" DESC);

CREATE TABLE "call_export_part" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "export_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    -- Whose conversations it holds, so that erasing one finds it.
    "conversation_ids" UUID[] NOT NULL,
    "body" BYTEA NOT NULL,

    CONSTRAINT "call_export_part_pkey" PRIMARY KEY ("shop_id","id"),
    CONSTRAINT "call_export_part_export_fkey" FOREIGN KEY ("shop_id","export_id") REFERENCES "call_export"("shop_id","id") ON DELETE CASCADE
);
CREATE UNIQUE INDEX "call_export_part_shop_id_export_id_position_key" ON "call_export_part"("shop_id", "export_id", "position");

-- The calls that a person should look at: an answer of which something was withheld, that was cut or failed, or whose question looked like an
-- attack. The index below holds them alone, so that the queue costs the same however long the log is. modules/review/review-reasons.ts says
-- the same in TypeScript; a test holds the two together.
CREATE FUNCTION call_needs_look(p_purpose text, p_state text, p_withheld boolean, p_verdicts jsonb) RETURNS boolean
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN p_purpose IN ('chat', 'copy') AND (
    p_withheld OR p_state IN ('cut', 'failed')
    OR jsonb_path_exists(p_verdicts, '$[*] ? (@.stage == "clean").detail ? (@.override_words > 0 || @.encoded_text > 0)')
  );
END $$;
CREATE INDEX "model_call_needs_look_idx" ON "model_call"("shop_id", "created_at" DESC, "id")
  WHERE call_needs_look("purpose", "state", "withheld", "verdicts");
CREATE INDEX "model_call_shop_id_product_id_idx" ON "model_call"("shop_id", "product_id", "created_at" DESC) WHERE "product_id" IS NOT NULL;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['review_comment', 'test_case', 'test_run', 'test_result', 'call_replay', 'call_export', 'call_export_part'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY tenant ON %I USING (shop_id = NULLIF(current_setting(''app.shop_id'', true), '''')) '
      'WITH CHECK (shop_id = NULLIF(current_setting(''app.shop_id'', true), ''''))', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO inhouse_app', t);
  END LOOP;
END $$;
