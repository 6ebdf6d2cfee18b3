const PATIENCE_MS = 1_500;

/**
 * Resolves at the first SIGINT, SIGTERM or SIGHUP, or when the process that started this one is gone. A further
 * signal ends the process at once; the reaper then ends its children.
 */
export function stopOnSignals(): Promise<null> {
  return new Promise((resolve) => {
    let first = 0;
    const stop = () => {
      // Ctrl-C in a terminal arrives twice: from the terminal, and passed on by start.mjs.
      if (first > 0 && performance.now() - first > PATIENCE_MS) process.exit(1);
      first ||= performance.now();
      resolve(null);
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
    process.once("disconnect", stop);
  });
}
