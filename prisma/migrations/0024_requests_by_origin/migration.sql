-- Shoppers who delete their own chats are many: what others ask is listed apart from them, what is not done yet first.
CREATE INDEX "privacy_request_of_others_idx" ON "privacy_request"("shop_id", "state" DESC, "received_at" DESC, "id" DESC) WHERE "origin" <> 'shopper';
CREATE INDEX "privacy_request_of_shoppers_idx" ON "privacy_request"("shop_id", "state" DESC, "received_at" DESC, "id" DESC) WHERE "origin" = 'shopper';
CREATE INDEX "privacy_request_of_shoppers_by_day_idx" ON "privacy_request"("shop_id", "received_at") INCLUDE ("state") WHERE "origin" = 'shopper';
