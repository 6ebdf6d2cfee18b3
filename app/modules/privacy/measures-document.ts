import { table, text, type Document } from "./document";
import { MEASURES } from "./security-measures";

/** Which measure answers which duty, and what shows it. */
export function measuresDocument(): Document {
  const rows = MEASURES.map(({ duties, measure, tests, pages }) => [
    duties.join("; "),
    measure,
    [...pages, ...tests].join(", "),
  ]);
  return {
    title: "Security measures and the duties that they answer",
    intro:
      "GDPR, Article 21 of NIS2, and Annex A of ISO/IEC 27001 (2022, with 2013 in brackets), in our words. A measure of the app is not a certificate: what is organisational is yours.",
    sections: [
      {
        title: "Measures",
        blocks: [
          table(["Duty", "Measure", "Shown by"], rows),
          text(
            "Files are tests in the app’s source: each fails when the measure does not hold. Addresses that begin with /app are pages of the app.",
          ),
        ],
      },
    ],
  };
}
