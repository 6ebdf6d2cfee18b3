-- A plan that PostgreSQL keeps from when a table was small reads all of a shop's calls to find one, until statistics are taken; planning each
-- time costs less than one such read.
ALTER FUNCTION finish_calls(text, jsonb) SET plan_cache_mode = force_custom_plan;
-- Index scans mark the entries of settled leases as dead for the next one, bitmap scans read them again until the table is vacuumed.
ALTER FUNCTION charge_budget(text, uuid, jsonb, integer, integer, timestamptz) SET enable_bitmapscan = off;
ALTER FUNCTION settle_budget(text, uuid, text[], integer, timestamptz) SET enable_bitmapscan = off;
