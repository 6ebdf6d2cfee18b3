import { z } from "zod";
import { listHeads } from "~/modules/audit/list-heads.server";
import { rollUpCalls } from "~/modules/inference/roll-up-calls.server";
import { defineJob, handle, type JobHandler } from "~/modules/jobs/define-job";

/** Adds up the calls of every shop that have ended since the last time, for the charts. */
const rollUpJob = defineJob({
  name: "review-roll-up-calls",
  schema: z.object({}),
  retryLimit: 3,
  expireInSeconds: 3_600,
  cron: "*/5 * * * *",
});

/** The upkeep of the log, for the worker. A shop without an audit chain has no calls either. */
export function logHandlers(): JobHandler[] {
  return [
    handle(rollUpJob, async (_payload, signal) => {
      for await (const { shopId } of listHeads()) {
        do signal.throwIfAborted();
        while (await rollUpCalls({ shopId }));
      }
    }),
  ];
}
