import { openSender } from "./sender.server";
import { WORKER_NAME } from "./worker-name";

/** Whether a worker has reported to the queue's registry of instances lately. @throws AppError `database_unavailable`. */
export async function isWorkerAlive(): Promise<boolean> {
  const boss = await openSender();
  const instances = await boss.getInstances();
  return instances.some(({ name, live }) => name === WORKER_NAME && live);
}
