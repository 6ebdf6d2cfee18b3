import { logger } from "~/logger.server";
import { listHeads } from "~/modules/audit/list-heads.server";
import { handle, type JobHandler } from "~/modules/jobs/define-job";
import { enqueue } from "~/modules/jobs/enqueue.server";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { fulfilRequest } from "./fulfil-request.server";
import { privacyJob } from "./privacy-request";
import type { PersonalDataHolder, RetainedData, Sweep } from "./privacy-types";
import { requestRetention } from "./request-retention.server";
import { retainShopJob, retentionJob } from "./retention-jobs";
import { noteRetentionProblem, runRetention } from "./run-retention.server";
import { reviveRequests } from "./revive-requests.server";

/** Well below the job's own limit, so that a run ends in good order. */
const RUN_MS = 30_000;

/**
 * The jobs of this room; `holders` are the rooms that keep something about customers, `retained` what has an end, `sweeps` what every run does
 * first.
 */
export function privacyHandlers(
  holders: readonly PersonalDataHolder[],
  retained: readonly RetainedData[] = [],
  sweeps: readonly Sweep[] = [],
): JobHandler[] {
  return [
    handle(privacyJob, ({ shopId, requestId }) =>
      fulfilRequest(systemShop(shopId, privacyJob.name), requestId, holders),
    ),
    handle(retentionJob, (_payload, signal) => beginEverywhere(signal)),
    handle(retainShopJob, async (payload, signal) => {
      const shop = systemShop(payload.shopId, retainShopJob.name);
      try {
        for (const sweep of sweeps) await sweep(shop);
        const next = await runRetention(shop, payload.runId, retained, { forMs: RUN_MS, signal });
        if (next === "go_on") await enqueue(retainShopJob, payload);
      } catch (error) {
        await noteRetentionProblem(shop, payload.runId, error);
        throw error;
      }
    }),
  ];
}

/** Every shop that was ever installed has a chain. One that fails does not keep the others from their turn. */
async function beginEverywhere(signal: AbortSignal): Promise<void> {
  let failure: unknown;
  for await (const { shopId } of listHeads()) {
    signal.throwIfAborted();
    const shop = systemShop(shopId, retentionJob.name);
    try {
      if (!(await reviveRequests(shop))) continue;
      await requestRetention(shop, "schedule");
    } catch (err) {
      logger.warn({ shopId, err }, "what is too old could not be looked for in this shop");
      failure = err;
    }
  }
  if (failure !== undefined) throw failure;
}
