import { Client } from "pg";
import type { TenantRef, TenantTx } from "~/db.server";
import { env } from "~/env.server";
import { logger } from "~/logger.server";
import type { KeyCache } from "./key-cache";

const CHANNEL = "inhouse_key_change";
const SEPARATOR = " ";
const RECONNECT_MS = 2_000;
const CONNECT_TIMEOUT_MS = 2_000;

/** Tells every process to forget the unwrapped keys of subjects, or of the whole shop, when this transaction commits. */
export async function announceKeyChanges(
  tx: TenantTx,
  { shopId }: TenantRef,
  subjects: readonly string[] = [""],
): Promise<void> {
  const payloads = subjects.map((subject) => shopId + SEPARATOR + subject);
  await tx.$executeRaw`SELECT pg_notify(${CHANNEL}, payload) FROM unnest(${payloads}::text[]) AS payload`;
}

/**
 * Drops from the cache what any process announces, for as long as this one lives. When the connection is lost the cache is emptied, since
 * announcements may be missed; until there is a new one, the cache's age limit is what bounds it. Never keeps the process alive.
 * @returns when it listens, or cannot for now
 */
export async function followKeyChanges(cache: KeyCache): Promise<void> {
  const client = new Client({
    connectionString: env.DATABASE_URL,
    application_name: "inhouse keys",
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  });
  const lost = once((err: unknown) => {
    logger.warn({ err }, "key changes are not followed for the moment, so cached keys were forgotten");
    cache.clear();
    client.end().catch(() => undefined);
    setTimeout(() => void followKeyChanges(cache), RECONNECT_MS).unref();
  });
  client.on("error", lost);
  client.on("end", () => lost(new Error("the connection ended")));
  client.on("notification", ({ payload = "" }) => {
    const [shopId = "", subject = ""] = payload.split(SEPARATOR);
    cache.drop(shopId, subject === "" ? undefined : subject);
  });
  try {
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    cache.clear();
    letProcessEnd(client);
  } catch (error) {
    lost(error);
  }
}

/** pg's client has `unref` (pg 8.23, lib/client.js), which its types do not know. */
function letProcessEnd(client: Client & { unref?: () => void }): void {
  client.unref?.();
}

function once<T>(work: (value: T) => void): (value: T) => void {
  let done = false;
  return (value) => {
    if (done) return;
    done = true;
    work(value);
  };
}
