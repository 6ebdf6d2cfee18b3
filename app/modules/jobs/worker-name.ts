/** How the worker is named in the queue's registry of instances. */
export const WORKER_NAME = "worker";
