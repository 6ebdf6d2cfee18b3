import type { Client } from "pg";
import type { Damage } from "./damage";
import type { Statement } from "./signed-statement";
import { openStatement, type TrustedKeys } from "./signing-key.server";

/** The signed checkpoints of a shop's sealed months, and the first that does not hold. */
export async function readCheckpoints(
  client: Client,
  shop: string,
  keys: TrustedKeys,
): Promise<{ statements: Statement[]; damage: Damage | null }> {
  const { rows } = await client.query<{ month: string; last_seq: string; statement: string }>(
    "SELECT month, last_seq, statement FROM audit_checkpoint WHERE shop_id = $1 ORDER BY last_seq",
    [shop],
  );
  const statements: Statement[] = [];
  for (const row of rows) {
    const opened = openStatement(row.statement, keys);
    const problem = opened.ok ? describeDifference(opened.statement, shop, row) : opened.reason;
    if (problem !== null || !opened.ok) {
      const reason = `the checkpoint of ${row.month} does not hold: ${problem ?? ""}`;
      return { statements, damage: { kind: "bad_signature", seq: BigInt(row.last_seq), reason } };
    }
    statements.push(opened.statement);
  }
  return { statements, damage: null };
}

function describeDifference(statement: Statement, shop: string, row: { month: string; last_seq: string }) {
  const isSame =
    statement.kind === "segment" &&
    statement.shop === shop &&
    statement.month === row.month &&
    statement.seq === row.last_seq;
  return isSame ? null : "its columns differ from what was signed";
}
