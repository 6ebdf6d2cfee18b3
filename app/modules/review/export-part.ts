import { MAX_PART_BYTES, type ExportFormat } from "./call-export";
import { exportLine, type ExportRow } from "./export-rows";

/** The lines of some calls, and whom they are about. */
export type ExportPart = {
  readonly text: string;
  readonly rows: number;
  readonly erased: number;
  /** Of calls that are not erased. */
  readonly conversationIds: readonly string[];
  readonly last: { readonly createdAt: Date; readonly id: string };
};

/**
 * As many of the calls as fit a part, one at least.
 * @throws Error for no calls.
 */
export function takePart(format: ExportFormat, rows: readonly ExportRow[], maxBytes = MAX_PART_BYTES): ExportPart {
  const taken: ExportRow[] = [];
  let text = "";
  let bytes = 0;
  for (const row of rows) {
    const line = exportLine(format, row);
    bytes += Buffer.byteLength(line);
    if (taken.length > 0 && bytes > maxBytes) break;
    taken.push(row);
    text += line;
  }
  const last = taken.at(-1);
  if (!last) throw new Error("a part of an export needs a call");
  return {
    text,
    rows: taken.length,
    erased: taken.filter(({ erased }) => erased).length,
    conversationIds: [
      ...new Set(taken.flatMap(({ erased, conversationId }) => (erased || !conversationId ? [] : [conversationId]))),
    ],
    last: { createdAt: new Date(last.createdAt), id: last.id },
  };
}
