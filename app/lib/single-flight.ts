/** Calls for the same key that come while one is under way share its result; the next one after it runs anew. */
export function singleFlight<T>(work: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const running = new Map<string, Promise<T>>();
  return (key) => {
    const existing = running.get(key);
    if (existing) return existing;
    const started = work(key).finally(() => running.delete(key));
    running.set(key, started);
    return started;
  };
}
