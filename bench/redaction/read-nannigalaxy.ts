import { readFileSync } from "node:fs";
import { z } from "zod";
import type { PersonalType } from "~/modules/inference/redaction/span";
import type { Labelled } from "./labelled.ts";

const Rows = z.array(
  z.object({
    text: z.string(),
    NER: z.array(z.object({ entity: z.string().nullish(), label: z.string().nullish() })),
  }),
);

/** What is not named here is an organisation, a system or a title, and not personal. */
const TYPES: readonly (readonly [label: RegExp, type: PersonalType])[] = [
  [/^PERSON$/, "NAME"],
  [/^EMAIL$/, "EMAIL"],
  [/^PHONE$/, "PHONE"],
  [/^CREDIT_CARD$/, "CARD"],
  [/^IBAN$/, "IBAN"],
  [/^(?:PASSWORD|USERNAME|USERID)$/, "SECRET"],
  [/SSN|PASSPORT|TAX|ACCOUNT|PATIENT|^PAN$|ROUTING|LICEN|AADHAR|INSURANCE|VOTER|^PID$|_ID$|MEDICAL/, "ID"],
];

/** Synthetic sentences that name their entities without a place: every occurrence counts. */
export function readNannigalaxy(file: string): Labelled[] {
  return Rows.parse(JSON.parse(readFileSync(file, "utf8"))).map(({ text, NER }) => ({
    text,
    spans: NER.flatMap(({ entity, label }) => {
      const type = TYPES.find(([pattern]) => pattern.test(label ?? ""))?.[1];
      const start = type && entity ? text.indexOf(entity) : -1;
      return type && entity && start >= 0 ? [{ start, end: start + entity.length, type }] : [];
    }),
  }));
}
