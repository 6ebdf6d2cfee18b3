-- The countries that a shop ships to: their national phone numbers are personal data in its messages.
ALTER TABLE "shop" ADD COLUMN "ships_to" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
