-- Staff answer conversations that ask for a person.
ALTER TABLE "conversation"
  -- Since when it is in its state.
  ADD COLUMN "state_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  -- Number of the member of staff who has it, or had it last.
  ADD COLUMN "taken_by" TEXT;
-- What waited before has waited since its last message.
ALTER TABLE "conversation" NO FORCE ROW LEVEL SECURITY;
UPDATE "conversation" SET "state_since" = "updated_at" WHERE "state" <> 'assistant';
ALTER TABLE "conversation" FORCE ROW LEVEL SECURITY;
-- The few that are not the assistant's, as their page reads them: one state after the other, each by time.
CREATE INDEX "conversation_with_staff_idx" ON "conversation"("shop_id", "state", "state_since", "id") WHERE "state" <> 'assistant';

-- Who of the staff wrote it.
ALTER TABLE "message" ADD COLUMN "staff_id" TEXT;

-- When each member of staff was last written down as a reader of a conversation, so that looking again at once is one event.
CREATE TABLE "chat_view" (
    "shop_id" TEXT NOT NULL,
    "conversation_id" UUID NOT NULL,
    "staff_id" TEXT NOT NULL,
    "noted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "chat_view_pkey" PRIMARY KEY ("shop_id","conversation_id","staff_id"),
    CONSTRAINT "chat_view_conversation_fkey" FOREIGN KEY ("shop_id","conversation_id") REFERENCES "conversation"("shop_id","id") ON DELETE CASCADE
);
ALTER TABLE "chat_view" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "chat_view" FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON "chat_view"
  USING (shop_id = NULLIF(current_setting('app.shop_id', true), ''))
  WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), ''));
GRANT SELECT, INSERT, UPDATE, DELETE ON "chat_view" TO inhouse_app;
