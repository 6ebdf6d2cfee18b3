import { LaunchError } from "./launch-error.ts";
import type { Child } from "./supervisor.ts";

const POLL_MS = 50;
const REQUEST_MS = 2_000;

/**
 * Waits until a child's address answers with a status below 500 (and, when `accept` is given, as that wants).
 * @throws {LaunchError} when the child ends first or the time is up
 */
export async function waitForHttp(
  child: Child,
  url: string,
  options: { timeoutMs: number; headers?: Record<string, string>; accept?: (status: number) => boolean },
): Promise<void> {
  const accept = options.accept ?? ((status) => status < 500);
  const deadline = performance.now() + options.timeoutMs;
  let last = "no answer";
  while (performance.now() < deadline) {
    if (child.hasEnded()) throw await child.ended;
    const status = await statusOf(url, options.headers ?? {});
    if (status !== null && accept(status)) return;
    if (status !== null) last = `status ${status}`;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new LaunchError(`${child.name} was not ready after ${options.timeoutMs / 1000} s: ${url} gave ${last}.`);
}

async function statusOf(url: string, headers: Record<string, string>): Promise<number | null> {
  try {
    const response = await fetch(url, { headers, redirect: "manual", signal: AbortSignal.timeout(REQUEST_MS) });
    await response.body?.cancel();
    return response.status;
  } catch {
    return null;
  }
}
