import type { Document } from "./document";
import { dpiaDocument } from "./dpia-document";
import type { ProcessingFacts } from "./gather-records.server";
import { measuresDocument } from "./measures-document";
import { recordsDocument } from "./records-document";

export const DOCUMENTS = ["records", "dpia", "measures"] as const;
export type DocumentName = (typeof DOCUMENTS)[number];

export const DOCUMENT_FORMATS = ["html", "md", "json"] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

/** One of the documents that are made from the running configuration. */
export function makeDocument(name: DocumentName, facts: ProcessingFacts): Document {
  switch (name) {
    case "records":
      return recordsDocument(facts);
    case "dpia":
      return dpiaDocument(facts);
    case "measures":
      return measuresDocument();
  }
}
