import { enqueue } from "~/modules/jobs/enqueue.server";
import { handle, type JobHandler } from "~/modules/jobs/define-job";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { rotateKeysJob } from "./keys-jobs";
import { noteProblem, runRotation } from "./run-rotation.server";

/** Well below the job's own limit, so that a run ends in good order. */
const RUN_MS = 25_000;

/** The background work of this room. */
export const keysHandlers: JobHandler[] = [
  handle(rotateKeysJob, async (payload, signal) => {
    const shop = systemShop(payload.shopId, rotateKeysJob.name);
    try {
      const advance = await runRotation(shop, payload.rotationId, { forMs: RUN_MS, signal });
      if (advance.next === "go_on") await enqueue(rotateKeysJob, payload);
      if (advance.next === "wait") await enqueue(rotateKeysJob, payload, { afterS: Math.ceil(advance.ms / 1_000) });
    } catch (error) {
      await noteProblem(shop, payload.rotationId, error);
      throw error;
    }
  }),
];
