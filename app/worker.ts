import { checkDatabase, closeDatabase } from "~/db.server";
import { allowEgress } from "~/egress.server";
import { die, stopOnSignal } from "~/lib/stop-on-signal.server";
import { closeSender } from "~/modules/jobs/sender.server";
import { startWorkers } from "~/modules/jobs/start-workers.server";
import { keysHandlers } from "~/modules/keys/keys-jobs.server";
import { knowledgeHandlers } from "~/modules/knowledge/knowledge-jobs.server";
import { privacyHandlers } from "~/modules/privacy/privacy-jobs.server";
import { reviewHandlers } from "~/modules/review/review-jobs.server";
import { logHandlers } from "~/modules/review/log-jobs.server";
import { tenancyHandlers } from "~/modules/tenancy/tenancy-jobs.server";
import { auditHandlers } from "./audit-jobs.server";
import { CURRENT_PROMPTS } from "./current-prompts";
import { personalDataHolders, retainedData, sweeps } from "./personal-data.server";

allowEgress();

try {
  await checkDatabase();
  const stopWorkers = await startWorkers([
    ...tenancyHandlers,
    ...knowledgeHandlers,
    ...keysHandlers,
    ...reviewHandlers(CURRENT_PROMPTS),
    ...privacyHandlers(personalDataHolders, retainedData, sweeps),
    ...auditHandlers(),
    ...logHandlers(),
  ]);
  stopOnSignal(async () => {
    await stopWorkers();
    await closeSender();
    await closeDatabase();
  });
} catch (error) {
  die(error);
}
