import { checkDatabase } from "~/db.server";
import { logger } from "~/logger.server";
import { isWorkerAlive } from "./is-worker-alive.server";

export type Health = { readonly database: "ok" | "failed"; readonly worker: "ok" | "silent" | "unknown" };

/** Whether database and worker answer; what is wrong with them goes to the log only. */
export async function checkHealth(): Promise<Health> {
  try {
    await checkDatabase();
    return { database: "ok", worker: (await isWorkerAlive()) ? "ok" : "silent" };
  } catch (err) {
    logger.error({ err }, "the health check failed");
    return { database: "failed", worker: "unknown" };
  }
}
