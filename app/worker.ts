import { checkDatabase, closeDatabase } from "~/db.server";
import { allowEgress } from "~/egress.server";
import { die, stopOnSignal } from "~/lib/stop-on-signal.server";
import { closeSender } from "~/modules/jobs/sender.server";
import { startWorkers } from "~/modules/jobs/start-workers.server";
import { keysHandlers } from "~/modules/keys/keys-jobs.server";
import { knowledgeHandlers } from "~/modules/knowledge/knowledge-jobs.server";
import { privacyHandlers } from "~/modules/privacy/privacy-jobs.server";
import { logHandlers } from "~/modules/review/log-jobs.server";
import { eraseCustomer } from "~/modules/support-chat/erase-customer.server";
import { exportCustomer } from "~/modules/support-chat/export-customer.server";
import { tenancyHandlers } from "~/modules/tenancy/tenancy-jobs.server";
import { auditHandlers } from "./audit-jobs.server";

/** The rooms that keep something about customers. */
const personalDataHolders = [{ name: "support_chat", eraseCustomer, exportCustomer }];

allowEgress();

try {
  await checkDatabase();
  const stopWorkers = await startWorkers([
    ...tenancyHandlers,
    ...knowledgeHandlers,
    ...keysHandlers,
    ...privacyHandlers(personalDataHolders),
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
