import { parseArgs } from "node:util";
import { z } from "zod";
import { openSigningKey } from "~/modules/audit/signing-key.server";
import { writePack } from "~/modules/audit/write-pack.server";
import { EXIT_DAMAGED, EXIT_OK, EXIT_USAGE, loadTrustedKeys, type CommandContext } from "./audit-command";

const USAGE = `npm run -s audit:pack -- --shop <domain> --from <date> --to <date> --out <folder>

Writes an evidence pack for auditors: the events of a period, the signed heads about them, the public keys, a signed list of
these files, and a script that checks it all with nothing but Node: node <folder>/verify.mjs
  --from, --to  as 2026-10-01 or 2026-10-01T00:00:00Z, in UTC; --to itself is not in the period
  --out         a folder that does not exist yet`;

const Day = z.union([z.iso.date(), z.iso.datetime()]).transform((text) => new Date(text));
const Wish = z.object({ shop: z.string().min(1), from: Day, to: Day, out: z.string().min(1) });

/** The command "audit:pack". Gives the exit code. */
export async function main({ args, env, write, writeError }: CommandContext): Promise<number> {
  const wish = Wish.safeParse(parse(args));
  if (!wish.success || wish.data.from >= wish.data.to) {
    writeError(`${USAGE}\n`);
    return EXIT_USAGE;
  }
  const { shop, from, to, out } = wish.data;
  const key = openSigningKey(env["AUDIT_KEY_FILE"] ?? "");
  const result = await writePack(
    { shop, from, to, out },
    {
      key,
      keys: loadTrustedKeys(env["AUDIT_PUBLIC_KEYS"] ?? "", env),
      ownerUrl: env["DATABASE_OWNER_URL"] ?? "",
      anchorDir: env["AUDIT_ANCHOR_DIR"] ?? "",
    },
  );
  if (!result.ok) {
    writeError(`✗ ${result.reason}\n`);
    return EXIT_DAMAGED;
  }
  write(`✓ ${result.rows} events and ${result.anchors} signed heads are in ${out}\n`);
  write(`  Give the auditor the id of the key by another way than this folder: ${key.id}\n`);
  return EXIT_OK;
}

function parse(args: readonly string[]): unknown {
  const text = { type: "string" } as const;
  try {
    return parseArgs({ args: [...args], options: { shop: text, from: text, to: text, out: text } }).values;
  } catch {
    return null;
  }
}
