const MAX_ENTRIES = 1_000;

/** One request that the app made to the machine side, or a delivery that the dev store made to the app. */
export type LoggedRequest = {
  at: string;
  kind: "admin" | "oauth" | "proxy" | "webhook";
  shop: string;
  method: string;
  path: string;
  status: number;
  /** GraphQL operation name or webhook topic. */
  operation?: string | undefined;
  query?: string | undefined;
  variables?: unknown;
  attempt?: number;
};

/** The last 1,000 requests, oldest first. */
export type RequestLog = {
  add(entry: Omit<LoggedRequest, "at">): void;
  list(): readonly LoggedRequest[];
  clear(): void;
};

/** Starts empty. */
export function createRequestLog(): RequestLog {
  const entries: LoggedRequest[] = [];
  return {
    add(entry) {
      entries.push({ at: new Date().toISOString(), ...entry });
      if (entries.length > MAX_ENTRIES) entries.shift();
    },
    list: () => entries,
    clear: () => void entries.splice(0),
  };
}
