-- For a shop that the statistics do not know yet, PostgreSQL takes every index that begins with the shop for equally good, and uses the newest of
-- them: finishing a call then reads all of the shop's calls. Made anew, the key is the newest.
ALTER TABLE model_call DROP CONSTRAINT model_call_pkey, ADD CONSTRAINT model_call_pkey PRIMARY KEY (shop_id, id);
-- Index scans mark the entries of settled leases as dead for the next one, bitmap scans read them again until the table is vacuumed.
ALTER FUNCTION charge_budget(text, uuid, jsonb, integer, integer, timestamptz) SET enable_bitmapscan = off;
ALTER FUNCTION settle_budget(text, uuid, text[], integer, timestamptz) SET enable_bitmapscan = off;
