import { Client } from "pg";
import { expect, test } from "vitest";
import { env } from "~/env.server";
import { newShopId } from "./owner";

const CALLS = 3_000;

test("finishing a call reads no other calls of the shop, though its plan may be from when there were none", async () => {
  const shop = newShopId();
  const client = new Client({ connectionString: env.DATABASE_URL });
  await client.connect();
  try {
    await client.query("BEGIN");
    await addCalls(client, shop, 10);
    for (let n = 0; n < 10; n += 1) await finishOne(client, shop);
    await addCalls(client, shop, CALLS);
    const before = await rowsRead(client);
    expect(await finishOne(client, shop)).toEqual([true]);
    expect((await rowsRead(client)) - before).toBeLessThan(CALLS / 10);
  } finally {
    await client.query("ROLLBACK");
    await client.end();
  }
});

async function addCalls(client: Client, shop: string, count: number): Promise<void> {
  await client.query("SELECT set_config('app.shop_id', $1, true)", [shop]);
  await client.query(
    `INSERT INTO model_call (shop_id, id, created_at, purpose, state, prompt_version, request, evidence)
     SELECT $1, gen_random_uuid(), now(), 'chat', 'started', 'test', 'r', 'e' FROM generate_series(1, $2)`,
    [shop, count],
  );
}

async function finishOne(client: Client, shop: string): Promise<unknown> {
  const { rows: calls } = await client.query<{ call: object }>(
    `SELECT jsonb_build_object('id', id, 'requestHash', encode(sha256(request), 'hex'), 'evidenceHash', encode(sha256(evidence), 'hex'),
       'outcome', '{"state": "complete", "withheld": false, "verdicts": []}'::jsonb || jsonb_build_object('finishedAt', now()),
       'response', '', 'released', '', 'type', 'model_call.finished', 'actor', '{"kind":"system","name":"test"}', 'payload', '{}') AS call
     FROM model_call WHERE shop_id = $1 AND state = 'started' LIMIT 1`,
    [shop],
  );
  const { rows } = await client.query<{ results: boolean[] }>({
    name: "finish_calls",
    text: "SELECT finish_calls($1, $2) AS results",
    values: [shop, JSON.stringify([calls[0]?.call])],
  });
  return rows[0]?.results;
}

async function rowsRead(client: Client): Promise<number> {
  const { rows } = await client.query<{ rows: string }>(
    "SELECT seq_tup_read + idx_tup_fetch AS rows FROM pg_stat_xact_user_tables WHERE relname = 'model_call'",
  );
  return Number(rows[0]?.rows);
}
