/** Every way in which a request can fail, with the HTTP status it leaves as. */
export const STATUS_BY_CODE = {
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  body_too_large: 413,
  unprocessable: 422,
  budget_exceeded: 429,
  internal: 500,
  shopify_failed: 502,
  model_failed: 502,
  model_unavailable: 503,
  database_unavailable: 503,
  keys_unavailable: 503,
  model_timeout: 504,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof STATUS_BY_CODE;

type Details = {
  /** For the log; may name internals, never a secret or a person's data. */
  message: string;
  /** For the reader: what happened and what to do. */
  userMessage: string;
  cause?: unknown;
  /** Seconds after which a new try makes sense. */
  retryAfterS?: number;
};

/** The one error type that crosses modules: internal and user text apart. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly userMessage: string;
  readonly retryAfterS: number | undefined;

  constructor(code: ErrorCode, details: Details) {
    super(details.message, { cause: details.cause });
    this.name = "AppError";
    this.code = code;
    this.userMessage = details.userMessage;
    this.retryAfterS = details.retryAfterS;
  }

  /** HTTP status of the code. */
  get status(): number {
    return STATUS_BY_CODE[this.code];
  }
}
