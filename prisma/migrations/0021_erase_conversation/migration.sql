-- One conversation can be erased by itself: asked by staff for a person without an account, or by the shopper in the chat.
ALTER TABLE "privacy_request"
  ADD COLUMN "conversation_id" UUID,
  -- A choice of a list (privacy/erasure-reason.ts), never a text.
  ADD COLUMN "reason" TEXT,
  DROP CONSTRAINT "privacy_request_origin_check",
  ADD CONSTRAINT "privacy_request_origin_check" CHECK ("origin" IN ('shopify', 'staff', 'shopper'));
-- Asked twice, it is one request. The number of a conversation is never used again.
CREATE UNIQUE INDEX "privacy_request_shop_id_conversation_id_key" ON "privacy_request"("shop_id", "conversation_id");
