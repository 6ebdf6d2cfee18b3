import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { closeDatabase } from "~/db.server";
import { logger } from "~/logger.server";
import { closeSender } from "~/modules/jobs/sender.server";
import type { Battlefield } from "../isolation/attempt";
import { setUpBattlefield } from "../isolation/battlefield";
import { ATTACKS, runIsolation } from "../isolation/run-isolation";
import { addStaff, installForStaff } from "./staff-shop";

/** `npm run test:isolation` makes ten thousand and more. */
const ATTEMPTS = Number(process.env["ISOLATION_ATTEMPTS"] ?? 1_500);
const SEED = Number(process.env["ISOLATION_SEED"] ?? Date.now() % 1_000_000);
/** Each attempt may take as long as a page on a busy machine. */
const TIMEOUT_MS = 60_000 + ATTEMPTS * 60;
const RESULTS = join(import.meta.dirname, "../../test-results");

const owner = new Client({ connectionString: process.env["DATABASE_OWNER_URL"] });
let field: Battlefield;
let log: string[] = [];

beforeAll(async () => {
  await owner.connect();
  field = await setUpBattlefield(owner, SEED);
});
beforeEach(() => {
  vi.stubGlobal("fetch", answerAsShopify);
  vi.spyOn(console, "warn").mockReturnValue();
  for (const level of ["debug", "info", "warn", "error", "fatal"] as const)
    vi.spyOn(logger, level).mockImplementation((...line: unknown[]) => void log.push(line.map(toText).join(" ")));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});
afterAll(async () => {
  await owner.end();
  await closeSender();
  await closeDatabase();
});

const takeLog = () => {
  const lines = log.join("\n");
  log = [];
  return lines;
};

it(`${ATTEMPTS} attempts on another shop reach nothing (seed ${SEED})`, { timeout: TIMEOUT_MS }, async () => {
  const { attempts, counts, leaks } = await runIsolation({ owner, field, seed: SEED, attempts: ATTEMPTS, takeLog });
  const ways = Object.entries(counts).map(([way, count]) => `${count} ${way}`);
  const summary = `isolation: ${attempts} attempts, ${leaks.length} leaks (seed ${SEED}; ${ways.join(", ")})`;
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(join(RESULTS, "isolation.txt"), `${summary}\n${leaks.join("\n\n")}`);
  expect(leaks, summary).toEqual([]);
  expect(Object.keys(counts).sort()).toEqual(Object.keys(ATTACKS).sort());
});

describe("the attempts can tell", () => {
  beforeAll(async () => {
    await installForStaff(field.victim);
    for (const { id, role } of field.staff) await addStaff(field.victim, id, role);
  });

  it("when row-level security is gone from one table, whichever it is", { timeout: TIMEOUT_MS }, async () => {
    const unseen: string[] = [];
    for (const { name } of field.tables) {
      const leaks = await withoutPolicies(name, () => attackWithQueries());
      if (!leaks.some((leak) => leak.includes(` of ${name} `))) unseen.push(name);
    }
    expect(field.tables.length).toBeGreaterThan(20);
    expect(unseen).toEqual([]);
    expect(await attackWithQueries()).toEqual([]);
  });

  it("when only the check on what is written is gone", async () => {
    await owner.query(`ALTER POLICY tenant ON product WITH CHECK (true)`);
    try {
      expect((await attackWithQueries()).some((leak) => leak.startsWith("queries: plant of product"))).toBe(true);
    } finally {
      await owner.query(
        `ALTER POLICY tenant ON product WITH CHECK (shop_id = NULLIF(current_setting('app.shop_id', true), ''))`,
      );
    }
  });

  // Last: these change the victim.
  it.each(["routes", "shoppers", "tools", "webhooks", "jobs"])("when %s act in the victim's own name", async (way) => {
    const inside = { ...field, attacker: field.victim, expendable: field.victim };
    const { leaks } = await runIsolation({ owner, field: inside, seed: SEED, attempts: 120, ways: [way], takeLog });
    expect(leaks.length).toBeGreaterThan(0);
  });
});

/** Every kind of statement on every table, once. */
async function attackWithQueries(): Promise<readonly string[]> {
  const attempts = field.tables.length * 5;
  return (await runIsolation({ owner, field, seed: SEED, attempts, ways: ["queries"], takeLog })).leaks;
}

async function withoutPolicies<T>(table: string, work: () => Promise<T>): Promise<T> {
  await owner.query(`ALTER TABLE "${table}" DISABLE ROW LEVEL SECURITY`);
  try {
    return await work();
  } finally {
    await owner.query(`ALTER TABLE "${table}" ENABLE ROW LEVEL SECURITY`);
  }
}

/** Knows nobody and gives nothing: what the app asks Shopify for is not what is tried here. */
function answerAsShopify(address: string): Promise<Response> {
  if (address.includes("oauth"))
    return Promise.resolve(Response.json({ error: "invalid_subject_token" }, { status: 400 }));
  return Promise.resolve(Response.json({ data: null, errors: [{ message: "Not found" }] }));
}

function toText(value: unknown): string {
  if (value instanceof Error) return `${value.stack} ${toText(value.cause ?? "")}`;
  return typeof value === "string" ? value : (JSON.stringify(value, replaceErrors) ?? "");
}

const replaceErrors = (_key: string, value: unknown) => (value instanceof Error ? toText(value) : value);
