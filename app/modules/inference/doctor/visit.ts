import type { Endpoint } from "~/modules/inference/endpoint";
import type { DoctorResult, ServerKind } from "./doctor-report";

/** What the checks before have found; each check may add to it. */
export type Facts = {
  /** machine: the app's own, by a loopback address. */
  readonly network: "public" | "private" | "machine" | null;
  /** False once no connection could be made at all. */
  readonly reachable: boolean | null;
  readonly kind: ServerKind;
  readonly fingerprint: string | null;
  readonly keyRequired: boolean | null;
  readonly model: string | null;
  readonly contextTokens: number | null;
  readonly stream: Reading | null;
  readonly firstTokenMs: number | null;
  readonly jsonSchema: boolean;
  readonly tools: boolean;
};

export const NO_FACTS: Facts = {
  network: null,
  reachable: null,
  kind: "other",
  fingerprint: null,
  keyRequired: null,
  model: null,
  contextTokens: null,
  stream: null,
  firstTokenMs: null,
  jsonSchema: false,
  tools: false,
};

/** What one check found. */
export type Finding = {
  readonly result: DoctorResult;
  readonly detail: string;
  readonly fix?: string;
  readonly example?: string;
  readonly facts?: Partial<Facts>;
};

/** One streamed answer, read to its end or to where it was stopped. */
export type Reading = {
  text: string;
  finishReason: string | null;
  toolCalls: { name: string; arguments: string }[];
  promptTokens: number | null;
  completionTokens: number | null;
  firstTokenMs: number | null;
  systemFingerprint: string | null;
  model: string | null;
};

/** An answer that has brought nothing yet. */
export function emptyReading(): Reading {
  return {
    text: "",
    finishReason: null,
    toolCalls: [],
    promptTokens: null,
    completionTokens: null,
    firstTokenMs: null,
    systemFingerprint: null,
    model: null,
  };
}

/** Writes a model call down before it is made; the function that it gives is told how it ended. */
export type CallLedger = (body: object) => Promise<(reading: Reading | null) => Promise<void>>;

/** A check's view of the server: where it is, what is known, and until when. */
export type Visit = {
  /** As it was typed. */
  readonly typed: string;
  /** Its address is normalised once the address check has passed. */
  readonly endpoint: Endpoint;
  readonly facts: Facts;
  /** Aborted when this check's time is up or the reader has left. */
  readonly signal: AbortSignal;
  readonly ledger: CallLedger;
};
