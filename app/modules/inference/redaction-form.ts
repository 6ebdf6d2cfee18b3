import { z } from "zod";
import type { KnownValue } from "./inference-types";

export const MAX_PREVIEW_CHARS = 10_000;
const MAX_KNOWN_CHARS = 500;

const Known = z.string().trim().max(MAX_KNOWN_CHARS).default("");

/** The form of the page that shows what redaction takes out: a text, and what the shop would know of its writer. */
export const RedactionForm = z
  .object({
    text: z.string().max(MAX_PREVIEW_CHARS),
    name: Known,
    email: Known,
    phone: Known,
    address: Known,
  })
  .transform(({ text, name, email, phone, address }) => ({
    text,
    known: [
      { type: "NAME", value: name },
      { type: "EMAIL", value: email },
      { type: "PHONE", value: phone },
      { type: "ADDRESS", value: address },
    ].filter((entry): entry is KnownValue => entry.value !== ""),
  }));
