import { logger } from "~/logger.server";

/**
 * Runs `stop` once when the process is asked to end (SIGTERM, SIGINT) or the parent that started it with an IPC
 * channel is gone, and ends the process after it. An error that nobody handled ends it at once with status 1.
 */
export function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const begin = (reason: string) => {
    if (stopping) return;
    stopping = true;
    logger.info({ reason }, "stopping");
    stop().then(
      () => process.exit(0),
      (err: unknown) => die(err),
    );
  };
  for (const name of ["SIGTERM", "SIGINT", "disconnect"] as const) process.once(name, () => begin(name));
  process.once("uncaughtException", die);
  process.once("unhandledRejection", die);
}

/** Logs and ends the process with status 1. */
export function die(err: unknown): never {
  logger.fatal({ err }, "the process cannot go on");
  process.exit(1);
}
