import { z } from "zod";
import { defineJob } from "~/modules/jobs/define-job";

/**
 * Works on one rotation for a while and asks for the next run itself. Short, because a run whose worker was killed is tried again only when
 * its time is over.
 */
export const rotateKeysJob = defineJob({
  name: "keys-rotate",
  schema: z.object({ shopId: z.string(), rotationId: z.uuid() }),
  retryLimit: 8,
  expireInSeconds: 60,
});
