import { createReadStream, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Anchor } from "./signed-statement";
import { openStatement, type TrustedKeys } from "./signing-key.server";

export type AnchorProblem = { readonly file: string; readonly line: number; readonly reason: string };

/** The anchors of one kept folder, by shop. */
export type Anchors = {
  readonly byShop: ReadonlyMap<string, Anchor[]>;
  readonly lines: number;
  readonly problems: readonly AnchorProblem[];
};

/** Reads every signed line of a folder's *.jsonl files; of one shop when it is given. A folder that is not there has none. */
export async function readAnchors(folder: string, keys: TrustedKeys, shop?: string): Promise<Anchors> {
  const byShop = new Map<string, Anchor[]>();
  const problems: AnchorProblem[] = [];
  let lines = 0;
  for (const file of listFiles(folder)) {
    let number = 0;
    for await (const line of createInterface({ input: createReadStream(join(folder, file)) })) {
      number += 1;
      if (line.trim() === "" || (shop !== undefined && !line.includes(JSON.stringify(shop)))) continue;
      lines += 1;
      const opened = openStatement(line, keys);
      if (opened.ok) keep(byShop, { statement: opened.statement, line });
      else problems.push({ file, line: number, reason: opened.reason });
    }
  }
  return { byShop, lines, problems };
}

function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".jsonl"))
    .sort();
}

function keep(byShop: Map<string, Anchor[]>, anchor: Anchor): void {
  const known = byShop.get(anchor.statement.shop);
  if (known) known.push(anchor);
  else byShop.set(anchor.statement.shop, [anchor]);
}
