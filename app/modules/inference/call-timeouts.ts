/** How long a call waits for what; milliseconds. */
export type CallTimeouts = {
  /** Without anything from the server for so long, it is asked whether it is still there. */
  readonly silenceMs: number;
  /** From the request to the first token: long prompts and full servers take their time. */
  readonly firstTokenMs: number;
  readonly betweenTokensMs: number;
  /** Over all tries. */
  readonly totalMs: number;
};

/** The connection itself has its own timeout, CONNECT_TIMEOUT_MS in locked-fetch.server.ts. */
export const CALL_TIMEOUTS: CallTimeouts = {
  silenceMs: 500,
  firstTokenMs: 30_000,
  betweenTokensMs: 15_000,
  totalMs: 120_000,
};
