import type { Client } from "pg";
import { readChainPages } from "./chain-rows.server";
import type { ChainRow } from "./check-link.server";
import type { Damage } from "./damage";
import type { EventVerifier, Query } from "./event-verifier";
import { findChainStart, SEGMENT_DROPPED } from "./find-chain-start.server";
import { readCheckpoints } from "./read-checkpoints.server";
import type { Statement } from "./signed-statement";
import type { TrustedKeys } from "./signing-key.server";
import { parseStoredEvent, type StoredEvent } from "./stored-event";
import { ChainWalk } from "./walk-chain.server";

export type ShopReport = {
  readonly shop: string;
  /** Rows read, the bad one included. */
  readonly rows: number;
  /** Events up to this number are vouched for by a signed statement. */
  readonly vouchedSeq: bigint;
  readonly lastSeq: bigint;
  readonly damage: Damage | null;
};

export type VerifyContext = {
  /** Connected as a role that may read every shop's chain: the owner of the database. */
  readonly client: Client;
  readonly keys: TrustedKeys;
  /** Checked statements about this shop that were kept outside the database. */
  readonly anchors: readonly Statement[];
  readonly verifiers: readonly EventVerifier[];
};

/** Checks one shop's chain in one snapshot, and the records that it vouches for; stops at the first bad row. */
export async function verifyShop(shop: string, context: VerifyContext): Promise<ShopReport> {
  const { client } = context;
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  try {
    await client.query("SELECT set_config('app.shop_id', $1, true)", [shop]);
    return await verifySnapshot(shop, context);
  } finally {
    await client.query("ROLLBACK");
  }
}

async function verifySnapshot(shop: string, { client, keys, anchors, verifiers }: VerifyContext): Promise<ShopReport> {
  const tombstones = await readTombstones(client, shop, [SEGMENT_DROPPED, ...verifiers.flatMap((v) => v.tombstones)]);
  const checkpoints = await readCheckpoints(client, shop, keys);
  const statements = [...anchors, ...checkpoints.statements];
  const start = await findChainStart(client, shop, { statements, tombstones });
  const report = { shop, rows: 0, vouchedSeq: 0n, lastSeq: 0n };
  const damage = start.ok ? checkpoints.damage : start.damage;
  if (!start.ok || damage !== null) return { ...report, damage };
  const walk = new ChainWalk(statements, start.link);
  const checks = verifiers.map((verifier) => openCheck(verifier, shop, tombstones));
  const query: Query = async (sql, values) => (await client.query<Record<string, unknown>>(sql, [...values])).rows;
  // The records of a page are checked while the next page is being walked: the database and this process work at the same time.
  let pending: Promise<ShopReport> = Promise.resolve({ ...report, damage: null });
  for await (const page of readChainPages(client, shop)) {
    const chainDamage = stepAll(walk, page);
    const before = await pending;
    if (before.damage) return before;
    report.rows += page.length;
    const reached = { ...report, vouchedSeq: walk.vouchedSeq, lastSeq: walk.last.seq };
    const good = page.filter(({ seq }) => seq <= walk.last.seq);
    pending = firstDamage(checks.map((check) => check(query, good))).then((damage) => ({
      ...reached,
      damage: damage ?? chainDamage,
    }));
    // It is awaited below, or after the next page, whose reading may fail first.
    pending.catch(() => undefined);
    if (chainDamage) break;
  }
  const last = await pending;
  return { ...last, damage: last.damage ?? walk.end() };
}

function stepAll(walk: ChainWalk, page: readonly ChainRow[]): Damage | null {
  for (const row of page) {
    const damage = walk.step(row);
    if (damage !== null) return damage;
  }
  return null;
}

function openCheck({ type, tombstones: types, open }: EventVerifier, shop: string, tombstones: readonly StoredEvent[]) {
  const check = open(
    shop,
    tombstones.filter((event) => types.includes(event.type)),
  );
  return (query: Query, rows: readonly ChainRow[]) => {
    const events = rows.filter((row) => row.type === type).map(({ canonical }) => parseStoredEvent(canonical));
    return check(
      query,
      events.filter((event) => event !== null),
    );
  };
}

async function firstDamage(checks: readonly Promise<Damage | null>[]): Promise<Damage | null> {
  const found = (await Promise.all(checks)).filter((damage) => damage !== null);
  return found.toSorted((a, b) => Number(a.seq - b.seq))[0] ?? null;
}

async function readTombstones(client: Client, shop: string, types: readonly string[]): Promise<StoredEvent[]> {
  const { rows } = await client.query<{ canonical: Buffer }>(
    "SELECT canonical FROM audit_event WHERE shop_id = $1 AND type = ANY($2) ORDER BY seq",
    [shop, types],
  );
  return rows.map(({ canonical }) => parseStoredEvent(canonical)).filter((event) => event !== null);
}
