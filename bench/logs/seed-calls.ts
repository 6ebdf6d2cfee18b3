import { Client } from "pg";

export const BIG_SHOP = "bench-logs.myshopify.com";
const OTHER_SHOPS = 20;
/** Rows of the other shops together, as a share of the big one's. */
const OTHERS_SHARE = 0.1;
/** The log reaches this far back. */
export const DAYS = 365;
const BATCH_ROWS = 1_000_000;
/** One call in so many was looked at by staff. */
const REVIEW_SHARE = 50;

/**
 * Values by chance, weighted: frequent and rare ones, a model that only old calls used and one that only new calls use, failures that come
 * all at once, and a stage that hardly ever fails. `u` are random numbers of a row, `age` runs from 0 (now) to 1 (the oldest).
 */
const COLUMNS = `
  CASE WHEN u1 < 0.72 THEN 'chat' WHEN u1 < 0.97 THEN 'copy' ELSE 'check' END AS purpose,
  CASE WHEN age BETWEEN 0.300 AND 0.301 THEN 'failed' WHEN u2 < 0.95 THEN 'complete' WHEN u2 < 0.98 THEN 'cut'
    WHEN u2 < 0.995 THEN 'failed' WHEN u2 < 0.9999 THEN 'refused' ELSE 'recorded' END AS state,
  CASE WHEN age > 0.7 THEN 'retired-model' WHEN age < 0.02 THEN 'new-model' WHEN u3 < 0.9 THEN 'main-model' ELSE 'second-model' END AS model,
  CASE WHEN u1 >= 0.97 THEN NULL WHEN u4 < 0.6 THEN 'en' WHEN u4 < 0.85 THEN 'de' WHEN u4 < 0.93 THEN 'fr' WHEN u4 < 0.97 THEN 'es'
    WHEN u4 < 0.99 THEN 'nl' WHEN u4 < 0.9999 THEN 'it' ELSE 'sv' END AS language,
  u5 < 0.03 AS withheld, u6 < 0.2 AS redacted, u7 < 0.00001 AS clean_changed`;

/** Every set of verdicts once, with its flags: making them for each row would take most of the time. */
const VERDICTS = `
  CREATE TEMP TABLE bench_verdicts AS
  SELECT *, array_remove(ARRAY[
    CASE WHEN is_failed THEN 'call:failed' END, CASE WHEN withheld THEN 'check:withheld' END,
    CASE WHEN clean_changed THEN 'clean:changed' END, CASE WHEN redacted THEN 'redact:changed' END
  ], NULL) AS flags FROM (
    SELECT clean_changed, redacted, is_failed, withheld, jsonb_build_array(
      jsonb_build_object('stage', 'clean', 'verdict', CASE WHEN clean_changed THEN 'changed' ELSE 'pass' END, 'detail', '{}'::jsonb, 'ms', 0.1),
      jsonb_build_object('stage', 'redact', 'verdict', CASE WHEN redacted THEN 'changed' ELSE 'pass' END,
        'detail', CASE WHEN redacted THEN '{"EMAIL": 1, "NAME": 2}'::jsonb ELSE '{}'::jsonb END, 'ms', 0.6),
      jsonb_build_object('stage', 'call', 'verdict', CASE WHEN is_failed THEN 'failed' ELSE 'pass' END, 'detail', '{"tries": 1}'::jsonb, 'ms', 900),
      jsonb_build_object('stage', 'check', 'verdict', CASE WHEN withheld THEN 'withheld' ELSE 'pass' END,
        'detail', CASE WHEN withheld THEN '{"reason": "figure_not_in_evidence"}'::jsonb ELSE '{}'::jsonb END, 'ms', 1.1)) AS verdicts
    FROM (VALUES (true), (false)) a (clean_changed), (VALUES (true), (false)) b (redacted), (VALUES (true), (false)) c (is_failed),
      (VALUES (true), (false)) d (withheld)
  ) AS sets`;

/**
 * Fills the log by COPY, as the owner: `rows` calls of one shop over a year, a tenth as many of twenty others, and reviews. Texts are a few
 * bytes: no list reads them, and those of 10 million real calls would be 40 GB.
 */
export async function seedCalls(ownerUrl: string, rows: number): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("SET synchronous_commit = off; SET maintenance_work_mem = '512MB'; SET work_mem = '256MB'");
    await client.query(VERDICTS);
    await client.query("ALTER TABLE model_call DISABLE TRIGGER model_call_facet");
    const restore = await dropIndexes(client);
    await copyCalls(client, `'${BIG_SHOP}'`, rows);
    await copyCalls(
      client,
      `format('bench-logs-%s.myshopify.com', n % ${OTHER_SHOPS})`,
      Math.ceil(rows * OTHERS_SHARE),
    );
    for (const statement of restore) await client.query(statement);
    await client.query("ALTER TABLE model_call ENABLE TRIGGER model_call_facet");
    await client.query(`
      INSERT INTO call_facet (shop_id, id, purpose, state, model, language, flags)
      SELECT DISTINCT ON (shop_id, facet) shop_id, facet, purpose, state, model, COALESCE(language, ''),
        ARRAY(SELECT (v ->> 'stage') || ':' || (v ->> 'verdict') FROM jsonb_array_elements(verdicts) v WHERE v ->> 'verdict' <> 'pass')
      FROM model_call`);
    await seedReviews(client);
    await client.query("VACUUM ANALYZE");
    // Else the disk is still busy with the seed when the first pages are timed.
    await client.query("CHECKPOINT");
  } finally {
    await client.end();
  }
}

/** Building an index once is much faster than filling it row by row. @returns the statements that bring them back */
async function dropIndexes(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; sql: string; isKey: boolean }>(
    `SELECT c.relname AS name, pg_get_indexdef(i.indexrelid) AS sql, i.indisprimary AS "isKey"
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = 'model_call'::regclass`,
  );
  for (const { name, isKey } of rows)
    await client.query(isKey ? `ALTER TABLE model_call DROP CONSTRAINT ${name}` : `DROP INDEX ${name}`);
  return rows.map(({ name, sql, isKey }) =>
    isKey ? `ALTER TABLE model_call ADD CONSTRAINT ${name} PRIMARY KEY (shop_id, id)` : sql,
  );
}

/** Newest last, as a log grows. */
async function copyCalls(client: Client, shop: string, rows: number): Promise<void> {
  // The server's own user writes and reads it.
  const file = `/tmp/inhouse-bench-${crypto.randomUUID()}`;
  for (let from = 0; from < rows; from += BATCH_ROWS) {
    const to = Math.min(rows, from + BATCH_ROWS);
    await client.query(`COPY (${selectCalls(shop, from, to, rows)}) TO '${file}' (FORMAT binary)`);
    await client.query(`COPY model_call (${INSERTED}) FROM PROGRAM 'cat ${file}; rm ${file}' (FORMAT binary)`);
    process.stderr.write(`\rseeding ${shop.slice(0, 12)}… ${to.toLocaleString()} of ${rows.toLocaleString()}   `);
  }
  process.stderr.write("\n");
}

const INSERTED = `shop_id, id, created_at, purpose, state, model, language, prompt_version, request, response, verdicts, withheld,
  prompt_tokens, completion_tokens, first_token_ms, total_ms, finished_at, facet`;

function selectCalls(shop: string, from: number, to: number, rows: number): string {
  return `
    SELECT ${shop}, gen_random_uuid(), at, purpose, state, model, language, 'bench@1', sha256(int8send(n)), sha256(int4send(n::int)),
      verdicts, withheld, 900 + (u1 * 600)::int, 40 + (u2 * 80)::int, 80 + (600 * u3 * u3)::int, 700 + (u4 * 3000)::int, at + interval '2 s',
      hashtextextended(concat_ws(E'\\x1f', purpose, state, model, COALESCE(language, ''), array_to_string(flags, ',')), 0)
    FROM (SELECT *, state IN ('failed', 'cut') AS is_failed FROM (SELECT *, ${COLUMNS} FROM (
      SELECT n, (1 - n / ${rows}.0)::float8 AS age, date_trunc('milliseconds', now() - (1 - n / ${rows}.0)::float8 * interval '${DAYS} days') AS at,
        random() AS u1, random() AS u2, random() AS u3, random() AS u4, random() AS u5, random() AS u6, random() AS u7
      FROM generate_series(${from}::bigint, ${to - 1}::bigint) AS n
    ) AS numbers OFFSET 0) AS chosen OFFSET 0) AS calls
    JOIN bench_verdicts USING (clean_changed, redacted, is_failed, withheld)`;
}

async function seedReviews(client: Client): Promise<void> {
  await client.query(
    `INSERT INTO call_review (shop_id, call_id, call_created_at, judgement, assigned_to, resolved_at, updated_at)
     SELECT shop_id, id, created_at,
       CASE WHEN u < 0.6 THEN 'good' WHEN u < 0.9 THEN 'wrong' WHEN u < 0.905 THEN 'unsafe' END,
       CASE WHEN v < 0.3 THEN (v * 30)::int::text END, CASE WHEN w < 0.9 THEN now() END, now()
     FROM (SELECT *, random() AS u, random() AS v, random() AS w FROM model_call WHERE random() < 1.0 / ${REVIEW_SHARE} AND state <> 'recorded') AS looked_at`,
  );
}
