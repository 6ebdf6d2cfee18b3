import { checkEndpointAddress } from "~/modules/inference/endpoint-address";
import type { Endpoint } from "~/modules/inference/endpoint";
import { DOCTOR_CHECKS, type DoctorCheck } from "./doctor-checks.server";
import type { DoctorEvent, DoctorLine, DoctorReport } from "./doctor-report";
import { explainError } from "./explain-error";
import { NO_FACTS, type CallLedger, type Facts, type Finding, type Visit } from "./visit";

export type DoctorOptions = {
  /** Aborted when the reader leaves: the visit ends there, without a report. */
  readonly signal: AbortSignal;
  readonly ledger?: CallLedger;
};

/** Without a database there is no log: the command's calls are not written down. */
const NO_LEDGER: CallLedger = async () => async () => undefined;

/**
 * Examines a model server, check by check. Each has its own time; one that fails, or throws, never stops the others. The address may be in
 * any form that a person types, and a model that is left empty is found on the server. Never throws.
 */
export async function* runDoctor(
  endpoint: Endpoint,
  { signal, ledger = NO_LEDGER }: DoctorOptions,
): AsyncGenerator<DoctorEvent, void, undefined> {
  const address = checkEndpointAddress(endpoint.baseUrl, endpoint);
  const normalised = address.ok ? { ...endpoint, baseUrl: address.baseUrl } : endpoint;
  const lines: DoctorLine[] = [];
  let facts: Facts = NO_FACTS;
  for (const [index, check] of DOCTOR_CHECKS.entries()) {
    if (signal.aborted) return;
    yield { type: "start", id: check.id, title: check.title, index, of: DOCTOR_CHECKS.length };
    const startedAt = performance.now();
    const finding = await examine(check, { typed: endpoint.baseUrl, endpoint: normalised, facts, signal, ledger });
    facts = { ...facts, ...finding.facts };
    const ms = Math.round(performance.now() - startedAt);
    const line = toLine(check, withoutKey(finding, endpoint.apiKey), ms);
    lines.push(line);
    yield { type: "line", line };
  }
  yield { type: "report", report: toReport(lines, facts, address.ok ? address.baseUrl : null, endpoint.model) };
}

async function examine(check: DoctorCheck, visit: Visit): Promise<Finding> {
  if (check.needsServer && visit.facts.reachable === false)
    return { result: "unknown", detail: "Not examined, because no connection can be made." };
  const time = new AbortController();
  const timer = setTimeout(() => time.abort(new Error("the check timed out")), check.timeoutMs);
  const signal = AbortSignal.any([visit.signal, time.signal]);
  try {
    return await Promise.race([check.run({ ...visit, signal }), rejectWhenAborted(signal)]);
  } catch (error) {
    const tookTooLong = time.signal.aborted;
    return {
      result: "fail",
      detail: tookTooLong ? `This took more than ${check.timeoutMs / 1_000} seconds.` : explainError(error),
      fix: tookTooLong
        ? "The server may be too busy, or stuck. Try again when it is idle, and look into its log."
        : "Look into the server's log, and try again.",
    };
  } finally {
    clearTimeout(timer);
    time.abort();
  }
}

/** A check that ignores its signal is not waited for. */
function rejectWhenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) =>
    signal.addEventListener("abort", () => reject(new Error("the check was stopped")), { once: true }),
  );
}

/** What a server says is shown, and some say the key that they were given. */
function withoutKey(finding: Finding, apiKey: string | null): Finding {
  return apiKey === null ? finding : { ...finding, detail: finding.detail.replaceAll(apiKey, "[the key]") };
}

function toLine({ id, title, why }: DoctorCheck, finding: Finding, ms: number): DoctorLine {
  const { result, detail, fix = null, example = null } = finding;
  return { id, title, result, detail, why, fix, example, ms };
}

function toReport(lines: DoctorLine[], facts: Facts, baseUrl: string | null, model: string): DoctorReport {
  const { kind, stream, tools, jsonSchema, contextTokens, firstTokenMs } = facts;
  const fingerprint = [facts.fingerprint, stream?.systemFingerprint].filter(Boolean).join(" · ");
  return {
    ok: lines.every(({ result }) => result !== "fail"),
    baseUrl,
    model: facts.model ?? (model || null),
    server: { kind, fingerprint: fingerprint === "" ? null : fingerprint.slice(0, 300) },
    capabilities: { tools, jsonSchema, contextTokens },
    firstTokenMs,
    lines,
  };
}
