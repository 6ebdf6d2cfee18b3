import { createHash } from "node:crypto";
import { Client } from "pg";
import type { ModelCall } from "~/generated/prisma/client";
import type { JsonObject } from "~/lib/canonical-json";
import { canonicalEvent } from "~/modules/audit/audit-event";
import { chainHash, GENESIS_HASH } from "~/modules/audit/chain-hash.server";
import { callDigest } from "~/modules/inference/call-digest.server";

/** Every so many events there is the end of a model call, with its record. */
export const CALL_SHARE = 4;

const BATCH_ROWS = 5_000;
const REQUEST_BYTES = 3_000;
/** As many as a call of the chat has. */
const VERDICTS = Array.from({ length: 12 }, (_, n) => ({
  stage: `stage_${n}`,
  verdict: "pass",
  detail: { n },
  ms: n / 4,
}));
const START_MS = Date.UTC(2026, 9, 1);
const EVENT_MS = 10;

/** Writes a chain of `rows` true events, as the owner and in batches: appending them one by one would take most of the bench's time. */
export async function seedShop(ownerUrl: string, shopId: string, rows: number): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  let prevHash = GENESIS_HASH;
  try {
    for (let from = 1; from <= rows; from += BATCH_ROWS) {
      const numbers = Array.from({ length: Math.min(BATCH_ROWS, rows - from + 1) }, (_, n) => from + n);
      const calls = new Map(numbers.filter((n) => n % CALL_SHARE === 0).map((n) => [n, newCall(shopId, n)]));
      const events = numbers.map((n) => {
        const time = new Date(START_MS + n * EVENT_MS);
        const call = calls.get(n);
        const type = call ? "model_call.finished" : "model_call.viewed";
        const payload: JsonObject = call
          ? { callId: call.id, purpose: call.purpose, state: call.state, digest: callDigest(call) }
          : { callId: crypto.randomUUID() };
        const actor = { kind: "staff", id: "71234567890" } as const;
        const canonical = canonicalEvent({ shopId, seq: BigInt(n), time, type, actor, payload });
        const row = { n, time, type, canonical, prevHash, hash: chainHash(prevHash, canonical) };
        prevHash = row.hash;
        return row;
      });
      await insertCalls(client, shopId, [...calls.values()]);
      await insertEvents(client, shopId, events);
    }
    await client.query("ANALYZE");
  } finally {
    await client.end();
  }
}

type EventRow = { n: number; time: Date; type: string; canonical: Uint8Array; prevHash: string; hash: string };

async function insertEvents(client: Client, shopId: string, rows: readonly EventRow[]): Promise<void> {
  await client.query(
    `INSERT INTO audit_event SELECT $1, n, at, type, canonical, decode(prev_hash, 'hex'), decode(hash, 'hex')
     FROM unnest($2::bigint[], $3::timestamptz[], $4::text[], $5::bytea[], $6::text[], $7::text[])
       AS e (n, at, type, canonical, prev_hash, hash)`,
    [shopId, ...columns(rows, ["n", "time", "type", "canonical", "prevHash", "hash"])],
  );
}

async function insertCalls(client: Client, shopId: string, rows: readonly ModelCall[]): Promise<void> {
  await client.query(
    `INSERT INTO model_call (shop_id, id, created_at, purpose, state, prompt_version, request, response, finished_at, verdicts)
     SELECT $1, c.id, c.at, 'chat', 'complete', 'bench', c.request, c.response, c.until, $7
     FROM unnest($2::uuid[], $3::timestamptz[], $4::bytea[], $5::bytea[], $6::timestamptz[]) AS c (id, at, request, response, until)`,
    [shopId, ...columns(rows, ["id", "createdAt", "request", "response", "finishedAt"]), JSON.stringify(VERDICTS)],
  );
}

function columns<T>(rows: readonly T[], names: readonly (keyof T)[]): unknown[][] {
  return names.map((name) => rows.map((row) => (row[name] instanceof Uint8Array ? Buffer.from(row[name]) : row[name])));
}

function newCall(shopId: string, n: number): ModelCall {
  const request = new Uint8Array(REQUEST_BYTES);
  for (let at = 0; at < REQUEST_BYTES; at += 32) {
    request.set(
      createHash("sha256")
        .update(`${n}:${at}`)
        .digest()
        .subarray(0, REQUEST_BYTES - at),
      at,
    );
  }
  return {
    shopId,
    id: crypto.randomUUID(),
    createdAt: new Date(START_MS + n * EVENT_MS - EVENT_MS),
    purpose: "chat",
    state: "complete",
    conversationId: null,
    productId: null,
    endpointId: null,
    endpointName: "",
    model: "",
    promptVersion: "bench",
    request,
    response: request.slice(0, 400),
    released: null,
    evidence: null,
    verdicts: VERDICTS,
    withheld: false,
    promptTokens: null,
    completionTokens: null,
    firstTokenMs: null,
    totalMs: null,
    finishReason: null,
    fingerprint: null,
    errorCode: null,
    finishedAt: new Date(START_MS + n * EVENT_MS),
    language: null,
    facet: 0n,
  };
}
