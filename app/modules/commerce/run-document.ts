import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "~/lib/app-error";
import type { AdminDocument } from "./admin-document";
import { AdminResponse, withheldPaths } from "./admin-response";
import { ShopLine } from "./shop-line";

/** Sends one GraphQL request for one shop and returns the parsed JSON body. */
export type AdminClient = (query: string, variables: Record<string, unknown>) => Promise<unknown>;

export type AdminResult<T> = {
  readonly data: T;
  /** Paths that are null because the app is not allowed to see them. */
  readonly withheld: readonly string[];
};

const REQUEST_TIMEOUT_MS = 10_000;

type RunOptions = {
  /** The shop's line; one of its own when it is left out. */
  readonly line?: ShopLine;
  readonly timeoutMs?: number;
};

/**
 * Runs a document in its turn, waits while the shop is throttled, and checks the shape of the answer.
 * Fields that the app may not see are reported as withheld; each request may take 10 s.
 * @throws AppError `shopify_failed` on every other error.
 */
export async function runDocument<T>(
  client: AdminClient,
  document: AdminDocument<T>,
  variables: Record<string, unknown> = {},
  { line = new ShopLine(), timeoutMs = REQUEST_TIMEOUT_MS }: RunOptions = {},
): Promise<AdminResult<T>> {
  const response = await line.run(async () => parseResponse(await send(client, document.text, variables, timeoutMs)));
  const withheld = withheldPaths(response);
  if (!withheld) throw shopifyFailed(`Admin API errors: ${messages(response)}`);
  const data = document.data.safeParse(response.data);
  if (data.success) return { data: data.data, withheld };
  if (withheld.length > 0) throw shopifyFailed(`the app lacks access: ${messages(response)}`);
  throw shopifyFailed("the Admin API answered in an unexpected form", data.error);
}

/** The error for everything that goes wrong at Shopify; `message` is for the log. */
export function shopifyFailed(message: string, cause?: unknown): AppError {
  return new AppError("shopify_failed", {
    message,
    userMessage: "Shopify did not answer as expected. Nothing was changed; please try again in a minute.",
    cause,
    retryAfterS: 30,
  });
}

function parseResponse(body: unknown): AdminResponse {
  const response = AdminResponse.safeParse(body);
  if (!response.success)
    throw shopifyFailed("the Admin API answered with something else than a GraphQL response", response.error);
  return response.data;
}

async function send(
  client: AdminClient,
  text: string,
  variables: Record<string, unknown>,
  timeoutMs: number,
): Promise<unknown> {
  const limit = new AbortController();
  const timeout = sleep(timeoutMs, undefined, { signal: limit.signal }).then(() => {
    throw shopifyFailed(`the Admin API took longer than ${timeoutMs} ms`);
  });
  try {
    return await Promise.race([client(text, variables), timeout]);
  } catch (error) {
    throw error instanceof AppError ? error : shopifyFailed("the Admin API could not be reached", error);
  } finally {
    limit.abort();
    // The cancelled timer rejects; nobody waits for it any more.
    timeout.catch(() => undefined);
  }
}

function messages({ errors = [] }: AdminResponse): string {
  return errors.map((error) => error.message).join("; ");
}
