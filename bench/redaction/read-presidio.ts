import { readFileSync } from "node:fs";
import { z } from "zod";
import type { PersonalType } from "~/modules/inference/redaction/span";
import type { Labelled } from "./labelled.ts";

const Rows = z.array(
  z.object({
    full_text: z.string(),
    spans: z.array(
      z.object({ entity_type: z.string(), start_position: z.number().int(), end_position: z.number().int() }),
    ),
  }),
);

/** Organisations, titles, web addresses and dates other than of birth are not personal by themselves. */
const TYPES: Readonly<Record<string, PersonalType>> = {
  PERSON: "NAME",
  EMAIL_ADDRESS: "EMAIL",
  PHONE_NUMBER: "PHONE",
  CREDIT_CARD: "CARD",
  IBAN_CODE: "IBAN",
  US_SSN: "ID",
  US_DRIVER_LICENSE: "ID",
  IP_ADDRESS: "IP",
};

/** Microsoft's presidio-research sentences. A location counts where a number in the same text makes it an address. */
export function readPresidio(file: string): Labelled[] {
  return Rows.parse(JSON.parse(readFileSync(file, "utf8"))).map(({ full_text: text, spans }) => {
    const locations = spans.filter(({ entity_type }) => entity_type === "LOCATION");
    const isAddress = locations.some((span) => /\d/.test(text.slice(span.start_position, span.end_position)));
    return {
      text,
      spans: spans.flatMap(({ entity_type: label, start_position: start, end_position: end }) => {
        const isBirth = label === "DATE_TIME" && /born/i.test(text.slice(0, start));
        const type = label === "LOCATION" && isAddress ? "ADDRESS" : isBirth ? "BIRTHDATE" : TYPES[label];
        return type ? [{ start, end, type }] : [];
      }),
    };
  });
}
