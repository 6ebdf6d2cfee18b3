import type { StageVerdict } from "~/modules/inference/inference-types";

type Tone = "success" | "attention" | "warning" | "critical" | "info";

/** Outcome of a call in merchant words, with Polaris' badge tone. */
export const OUTCOME: Readonly<Record<string, { label: string; tone: Tone }>> = {
  complete: { label: "Complete", tone: "success" },
  cut: { label: "Cut off", tone: "warning" },
  failed: { label: "Failed", tone: "critical" },
  refused: { label: "Refused", tone: "attention" },
  recorded: { label: "In progress", tone: "info" },
};

export const PURPOSE: Readonly<Record<string, string>> = {
  chat: "Support chat",
  copy: "Product copy",
  check: "Server check",
  replay: "Run again",
};

/** What each stage does, for people who did not write it. */
export const STAGE: Readonly<Record<StageVerdict["stage"], { label: string; help: string }>> = {
  budget: { label: "Budget", help: "Is the shop within its request limits?" },
  clean: { label: "Clean", help: "Hidden characters and chat-template tokens are taken out." },
  redact: { label: "Redact", help: "Personal data is replaced by placeholders." },
  spotlight: { label: "Spotlight", help: "Shop data is marked as data, so that it cannot give orders." },
  record: { label: "Record", help: "The call is written to this log before it is made." },
  call: { label: "Call", help: "The prompt is sent to your model server." },
  check: { label: "Check", help: "Each sentence is compared with the evidence before anyone sees it." },
  restore: { label: "Restore", help: "Placeholders are filled in again for the person they belong to." },
  finish: { label: "Finish", help: "The record is completed and sealed in the audit log." },
};

export const VERDICT: Readonly<Record<StageVerdict["verdict"], { label: string; tone: Tone | undefined }>> = {
  pass: { label: "Passed", tone: "success" },
  changed: { label: "Changed", tone: "info" },
  refused: { label: "Refused", tone: "attention" },
  withheld: { label: "Withheld", tone: "warning" },
  failed: { label: "Failed", tone: "critical" },
  skipped: { label: "Not needed", tone: undefined },
};

/** Figures that are hard to read without a separator. */
const LONG_FIGURE = /(?<![\w.-])\d{5,}(?![\w.-])/g;
const NUMBER = new Intl.NumberFormat("en");

/** A verdict's details as one short line, e.g. "EMAIL 1, PHONE 2". */
export function describeDetail(detail: StageVerdict["detail"]): string {
  return Object.entries(detail)
    .filter(([, value]) => value !== 0 && value !== false && value !== "")
    .map(([key, value]) =>
      `${key.replaceAll("_", " ")} ${value === true ? "" : String(value).replaceAll("_", " ")}`.trim(),
    )
    .join(", ")
    .replace(LONG_FIGURE, (figure) => NUMBER.format(Number(figure)));
}

/** Milliseconds as people read them: "480 ms", "2.4 s"; a dash when unknown. */
export function formatDuration(ms: number | null): string {
  if (ms === null) return "–";
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** Bytes as people read them: "820 B", "1.4 MB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(0)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
