import { parseArgs } from "node:util";
import { verifyDatabase } from "~/modules/audit/verify-database.server";
import type { Anchors } from "~/modules/audit/read-anchors.server";
import type { ShopReport } from "~/modules/audit/verify-shop.server";
import { callVerifier } from "~/modules/inference/verify-call-digests.server";
import { EXIT_DAMAGED, EXIT_OK, EXIT_USAGE, loadTrustedKeys, type CommandContext } from "./audit-command";

const USAGE = `npm run -s audit:verify -- [--shop <domain>] [--anchors <folder>] [--keys <file>] [--json]

Checks the audit log of one shop, or of all: every hash, every signed head, and the record of every model call.
  --anchors  the folder of the signed heads; better a copy that was kept elsewhere
  --keys     the public keys that are trusted (PEM); better a copy that was kept elsewhere
  --json     one JSON line for each shop
Ends with 0 when everything holds, 1 when something does not, 2 when it was called wrongly.`;

/** The command "audit:verify". Gives the exit code. */
export async function main({ args, env, write, writeError }: CommandContext): Promise<number> {
  const wish = parse(args, env);
  if (wish === null) {
    writeError(`${USAGE}\n`);
    return EXIT_USAGE;
  }
  const { json, shop, anchorDir, keysFile } = wish;
  const keys = loadTrustedKeys(keysFile, env);
  const ownerUrl = env["DATABASE_OWNER_URL"] ?? "";
  const started = performance.now();
  const reports = verifyDatabase({ ownerUrl, keys, anchorDir, verifiers: [callVerifier], ...(shop ? { shop } : {}) });
  const total = { shops: 0, damaged: 0, rows: 0 };
  for (;;) {
    const { done, value } = await reports.next();
    if (done) {
      write(json ? anchorsToJson(value) : describeAnchors(value, anchorDir));
      if (!json) write(summary({ ...total, ms: performance.now() - started }));
      return total.damaged + value.problems.length > 0 ? EXIT_DAMAGED : EXIT_OK;
    }
    total.shops += 1;
    total.rows += value.rows;
    if (!isGood(value)) total.damaged += 1;
    write(json ? `${toJson(value)}\n` : describeShop(value));
  }
}

/** A shop without any event is one that was misspelled: installing the app is an event. */
function isGood({ rows, damage }: ShopReport): boolean {
  return damage === null && rows > 0;
}

function parse(args: readonly string[], env: CommandContext["env"]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        shop: { type: "string" },
        anchors: { type: "string", default: env["AUDIT_ANCHOR_DIR"] ?? "" },
        keys: { type: "string", default: env["AUDIT_PUBLIC_KEYS"] ?? "" },
        json: { type: "boolean", default: false },
      },
    });
    return { json: values.json, shop: values.shop, anchorDir: values.anchors, keysFile: values.keys };
  } catch {
    return null;
  }
}

function describeShop({ shop, rows, lastSeq, vouchedSeq, damage }: ShopReport): string {
  if (damage) return `✗ ${shop}: ${damage.kind} at event ${damage.seq}: ${damage.reason}\n`;
  if (rows === 0) return `✗ ${shop}: there is no audit log of this shop\n`;
  const rest = lastSeq - vouchedSeq;
  const vouched =
    rest === 0n
      ? "all of them vouched for by a signed head"
      : `the newest ${rest} of them not yet vouched for by a signed head`;
  return `✓ ${shop}: ${rows} events hold, ${vouched}\n`;
}

function toJson(report: ShopReport): string {
  const { shop, rows, lastSeq, vouchedSeq, damage } = report;
  return JSON.stringify({
    shop,
    ok: isGood(report),
    rows,
    lastSeq: String(lastSeq),
    vouchedSeq: String(vouchedSeq),
    damage: damage && { kind: damage.kind, seq: String(damage.seq), reason: damage.reason },
  });
}

function anchorsToJson({ lines, problems }: Anchors): string {
  return `${JSON.stringify({ signedHeads: lines, problems })}\n`;
}

function describeAnchors({ lines, problems }: Anchors, folder: string): string {
  const bad = problems.map(({ file, line, reason }) => `✗ ${folder}/${file}, line ${line}: ${reason}\n`);
  if (lines > 0) return bad.join("");
  return `! There are no signed heads in ${folder}: a cut tail, or a log that was wholly made anew, cannot be seen.\n`;
}

function summary(total: { shops: number; damaged: number; rows: number; ms: number }): string {
  const { shops, damaged, rows, ms } = total;
  const rate = Math.round((rows / ms) * 1_000);
  return `\n${shops} shops, ${damaged} with damage; ${rows} events in ${(ms / 1_000).toFixed(1)} s (${rate} a second)\n`;
}
