import { z } from "zod";
import { toAppError } from "~/lib/error-response.server";
import { listHeads } from "~/modules/audit/list-heads.server";
import { enqueue } from "~/modules/jobs/enqueue.server";
import { defineJob, handle, type JobHandler } from "~/modules/jobs/define-job";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { activityCheckJob } from "./activity-check";
import { expireExportJob, exportJob } from "./call-export";
import { endExport, noteExportProblem } from "./end-export.server";
import type { KnownPrompt } from "./prompt-choice";
import { reviveStalled } from "./revive-stalled.server";
import { noteCheckProblem, runActivityCheck } from "./run-activity-check.server";
import { runExport } from "./run-export.server";
import { noteProblem, runTests } from "./run-tests.server";
import { testRunJob } from "./test-run";

/** Well below the jobs' own limits, so that a run ends in good order; one answer may take two minutes. */
const EXPORT_MS = 60_000;
const TESTS_MS = 45_000;
const CHECK_MS = 30_000;

/** Gives what has lost its job a new one, in every shop. */
const reviveJob = defineJob({
  name: "review-revive-stalled",
  schema: z.object({}),
  retryLimit: 3,
  expireInSeconds: 240,
  cron: "*/5 * * * *",
});

/** The background work of this room; `prompts` are those that the features use now. */
export function reviewHandlers(prompts: readonly KnownPrompt[]): JobHandler[] {
  return [
    handle(exportJob, async (payload, signal) => {
      const shop = systemShop(payload.shopId, exportJob.name);
      try {
        if ((await runExport(shop, payload.exportId, { forMs: EXPORT_MS, signal })) === "go_on")
          await enqueue(exportJob, payload);
      } catch (error) {
        await noteExportProblem(shop, payload.exportId, toAppError(error).userMessage);
        throw error;
      }
    }),
    handle(activityCheckJob, async (payload, signal) => {
      const shop = systemShop(payload.shopId, activityCheckJob.name);
      try {
        if ((await runActivityCheck(shop, payload.checkId, { forMs: CHECK_MS, signal })) === "go_on")
          await enqueue(activityCheckJob, payload);
      } catch (error) {
        await noteCheckProblem(shop, payload.checkId, toAppError(error).userMessage);
        throw error;
      }
    }),
    handle(expireExportJob, ({ shopId, exportId }) =>
      endExport(systemShop(shopId, expireExportJob.name), exportId, "expired"),
    ),
    handle(reviveJob, async (_payload, signal) => {
      for await (const { shopId } of listHeads()) {
        signal.throwIfAborted();
        await reviveStalled(systemShop(shopId, reviveJob.name));
      }
    }),
    handle(testRunJob, async (payload, signal) => {
      const shop = systemShop(payload.shopId, testRunJob.name);
      try {
        const advance = await runTests(shop, payload.runId, { prompts, forMs: TESTS_MS, signal });
        if (advance.next === "go_on") await enqueue(testRunJob, payload);
        if (advance.next === "wait") await enqueue(testRunJob, payload, { afterS: advance.s });
      } catch (error) {
        await noteProblem(shop, payload.runId, toAppError(error).userMessage);
        throw error;
      }
    }),
  ];
}
