import { PrismaPg } from "@prisma/adapter-pg";
import { DatabaseError, Pool } from "pg";
import { z } from "zod";
import { env } from "~/env.server";
import { PrismaClient, type Prisma } from "~/generated/prisma/client";
import { AppError } from "~/lib/app-error";
import { Batcher } from "~/lib/batcher";
import type { JsonValue } from "~/lib/canonical-json";
import { logger } from "~/logger.server";

const MAX_CONNECTIONS = 20;
const CONNECT_TIMEOUT_MS = 2_000;
const TRANSACTION_TIMEOUT_MS = 10_000;
const MAX_BATCH_CALLS = 16;

/** A transaction that sees one shop's rows only. */
export type TenantTx = Prisma.TransactionClient;

/** Anything that names a tenant; only tenancy mints the ShopContext that callers pass. */
export type TenantRef = { readonly shopId: string };

/** SQL functions that bind themselves to the shop that they are given first, and take one call's values. */
type TenantFunction = "charge_budget" | "settle_budget" | "read_placeholders" | "record_call";

const pool = new Pool({
  connectionString: env.DATABASE_URL,
  max: MAX_CONNECTIONS,
  connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
});
// Without a listener, a connection that breaks while nobody uses it would end the process (node-postgres, "Pool: events").
pool.on("error", (err) => logger.warn({ err }, "an idle database connection was lost"));

const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) });

/**
 * Runs `work` in one transaction bound to the shop by row-level security. Never hold it across a model or Shopify call.
 * @throws AppError `database_unavailable` when no connection can be had.
 */
export async function withTenant<T>(shop: TenantRef, work: (tx: TenantTx) => Promise<T>): Promise<T> {
  try {
    return await prisma.$transaction(
      async (tx) => {
        await tx.$executeRaw`SELECT set_config('app.shop_id', ${shop.shopId}, true)`;
        return work(tx);
      },
      { timeout: TRANSACTION_TIMEOUT_MS, maxWait: CONNECT_TIMEOUT_MS },
    );
  } catch (error) {
    throw isConnectionError(error) ? databaseUnavailable(error) : error;
  }
}

/**
 * Calls one SQL function, as a prepared statement in its own transaction; for the paths of a model call, where the round trips of `withTenant`
 * would be most of the cost. Calls of one shop that come while one is under way share the next transaction, so that they wait for the disk
 * and for the shop's locks together. Every other statement goes through `withTenant`.
 * @throws AppError `database_unavailable` when no connection can be had.
 */
export function callTenantFunction(
  name: TenantFunction,
  { shopId }: TenantRef,
  values: readonly unknown[],
): Promise<unknown> {
  return inBatch(`${name} ${shopId}`, values, async (batch) => {
    let next = 1;
    const columns = batch.map((one, index) => `${name}($1${one.map(() => `, $${(next += 1)}`).join("")}) AS r${index}`);
    const row = await query(`${name}_${batch.length}`, `SELECT ${columns.join(", ")}`, [shopId, ...batch.flat()]);
    return batch.map((_, index) => row[`r${index}`]);
  });
}

/**
 * Calls the SQL function that finishes calls, likewise; it takes all calls of a batch as one array and gives one result for each, because it
 * has to lock all of their rows before it appends the first event.
 */
export function finishInBatch({ shopId }: TenantRef, call: JsonValue): Promise<unknown> {
  return inBatch(`finish_calls ${shopId}`, [call], async (batch) => {
    const calls = JSON.stringify(batch.flat());
    const { results } = await query("finish_calls", "SELECT finish_calls($1, $2) AS results", [shopId, calls]);
    return z.array(z.boolean()).parse(results);
  });
}

type Values = readonly unknown[];

const batchers = new Map<string, Batcher<Values, unknown>>();

async function inBatch(
  key: string,
  values: Values,
  run: (batch: readonly Values[]) => Promise<readonly unknown[]>,
): Promise<unknown> {
  const batcher = batchers.get(key) ?? newBatcher(key, run);
  try {
    return await batcher.add(values);
  } catch (error) {
    throw isConnectionError(error) ? databaseUnavailable(error) : error;
  }
}

function newBatcher(key: string, run: (batch: readonly Values[]) => Promise<readonly unknown[]>) {
  const onIdle = () => void batchers.delete(key);
  const batcher = new Batcher<Values, unknown>({ run, maxInputs: MAX_BATCH_CALLS, isUndone: isServerError, onIdle });
  batchers.set(key, batcher);
  return batcher;
}

async function query(name: string, text: string, values: readonly unknown[]): Promise<Record<string, unknown>> {
  const { rows } = await pool.query<Record<string, unknown>>({ name, text, values: [...values] });
  return rows[0] ?? {};
}

/** The server said what is wrong, so it has rolled the transaction back. */
const isServerError = (error: unknown) => error instanceof DatabaseError && !isConnectionError(error);

/**
 * Checks that the database answers and that the connected role cannot bypass row-level security.
 * @throws AppError `database_unavailable`; Error when the role is too strong to be used.
 */
export async function checkDatabase(): Promise<void> {
  const rows = await prisma.$queryRaw<
    { unsafe: boolean }[]
  >`SELECT rolsuper OR rolbypassrls AS unsafe FROM pg_roles WHERE rolname = current_user`.catch((error: unknown) => {
    throw databaseUnavailable(error);
  });
  if (rows[0]?.unsafe !== false) {
    throw new Error("DATABASE_URL connects as a role that bypasses row-level security. Use the role inhouse_app.");
  }
}

/** Closes every connection; for a clean stop. */
export async function closeDatabase(): Promise<void> {
  await prisma.$disconnect();
}

function databaseUnavailable(cause: unknown): AppError {
  return new AppError("database_unavailable", {
    message: "the database did not answer",
    userMessage: "The app cannot reach its database right now. Nothing was lost; please try again in a minute.",
    cause,
    retryAfterS: 10,
  });
}

// P1001/P1002/P1008/P1017: cannot reach, timed out, closed (prisma.io/docs/orm/reference/error-reference); P2024/P2028: no connection in time.
const CONNECTION_CODES = new Set([
  "P1001",
  "P1002",
  "P1008",
  "P1017",
  "P2024",
  "P2028",
  "ECONNREFUSED",
  "ECONNRESET",
  "ETIMEDOUT",
  "57P01",
  "57P03",
]);

function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && typeof error.code === "string" && CONNECTION_CODES.has(error.code)) return true;
  return (
    /timeout exceeded when trying to connect|Can't reach database server|Connection terminated/i.test(error.message) ||
    isConnectionError(error.cause)
  );
}
