import type { Client } from "pg";
import { attackJobs } from "./attack-jobs";
import { attackQueries } from "./attack-queries";
import { attackRoutes } from "./attack-routes";
import { attackShoppers } from "./attack-shoppers";
import { attackTools } from "./attack-tools";
import { attackWebhooks } from "./attack-webhooks";
import type { Attack, Attempt, Battlefield } from "./attempt";
import { createRandom } from "./random";
import { CANARY, digestRows } from "./victim";

/** Ways of attacking, and how many of a hundred attempts go each. */
export const ATTACKS: Readonly<Record<string, { readonly attack: Attack; readonly share: number }>> = {
  routes: { attack: attackRoutes, share: 50 },
  queries: { attack: attackQueries, share: 16 },
  shoppers: { attack: attackShoppers, share: 12 },
  webhooks: { attack: attackWebhooks, share: 10 },
  jobs: { attack: attackJobs, share: 6 },
  tools: { attack: attackTools, share: 6 },
};

const AT_ONCE = 4;
/** Attempts after which the victim's rows are compared; a change is then known to be of one of these. */
const CHECK_EVERY = 100;

export type IsolationResult = {
  readonly attempts: number;
  /** Attempts of each way. */
  readonly counts: Readonly<Record<string, number>>;
  /** What leaked, with the attempt that made it. */
  readonly leaks: readonly string[];
};

type Options = {
  readonly owner: Client;
  readonly field: Battlefield;
  readonly seed: number;
  readonly attempts: number;
  /** Only these ways; all by default. */
  readonly ways?: readonly string[];
  /** What was logged since the last look. */
  readonly takeLog: () => string;
};

/** Makes the attempts, a few at once, and tells every canary of the victim that came back and every change of its rows. */
export async function runIsolation(options: Options): Promise<IsolationResult> {
  const { owner, field } = options;
  const leaks: string[] = [];
  const counts: Record<string, number> = {};
  const next = attemptsOf(options, counts);
  let before = await digestRows(owner, field.tables, field.victim);
  for (let made = 0; made < options.attempts; made += CHECK_EVERY) {
    // Made up one batch at a time, so that no token in it has ended when it is used.
    const batch = Array.from({ length: Math.min(CHECK_EVERY, options.attempts - made) }, next);
    leaks.push(...(await runBatch(batch)));
    if (CANARY.test(options.takeLog())) leaks.push(`a log line, during ${nameAll(batch)}`);
    const after = await digestRows(owner, field.tables, field.victim);
    for (const [table, digest] of after)
      if (before.get(table) !== digest) leaks.push(`rows of ${table} changed, during ${nameAll(batch)}`);
    before = after;
  }
  if (await isInJobs(owner)) leaks.push("a job's payload");
  return { attempts: options.attempts, counts, leaks };
}

/** One attempt after the other, by chance alone: what they meet does not change what comes next. */
function attemptsOf({ seed, ways, field }: Options, counts: Record<string, number>): () => Attempt {
  const random = createRandom(seed);
  const chosen = Object.entries(ATTACKS).filter(([name]) => ways?.includes(name) ?? true);
  const lots = chosen.flatMap(([name, { attack, share }]) => Array.from({ length: share }, () => ({ name, attack })));
  return () => {
    const { name, attack } = random.pick(lots);
    const at = counts[name] ?? 0;
    counts[name] = at + 1;
    const attempt = attack(random, field, at);
    return { ...attempt, name: `${name}: ${attempt.name}` };
  };
}

async function runBatch(batch: readonly Attempt[]): Promise<string[]> {
  const leaks: string[] = [];
  const waiting = [...batch];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const seen = await next.run().catch((error: unknown) => String(error));
      if (CANARY.test(seen)) leaks.push(`${next.name}\n${excerpt(seen)}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return leaks;
}

function excerpt(seen: string): string {
  const at = seen.search(CANARY);
  return seen.slice(Math.max(0, at - 200), at + 200);
}

/** A job of the attacker's that carries what is the victim's. */
async function isInJobs(owner: Client): Promise<boolean> {
  const { rows } = await owner.query<{ found: boolean }>(
    `SELECT EXISTS (SELECT FROM pgboss.job WHERE data::text ~* $1) AS found`,
    [CANARY.source],
  );
  return rows[0]?.found ?? false;
}

function nameAll(batch: readonly Attempt[]): string {
  return `${batch.length} attempts:\n${batch.map(({ name }) => `  ${name.slice(0, 300)}`).join("\n")}`;
}
