/** A line without its end, or only how long it was when it was longer than the bound. */
export type BoundedLine = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly chars: number };

/** Lines of a stream of text; of a line longer than `maxChars` UTF-16 units only its length is kept. Ends are LF or CRLF. */
export async function* readBoundedLines(
  chunks: AsyncIterable<string>,
  maxChars: number,
): AsyncGenerator<BoundedLine, void, undefined> {
  let pending = "";
  let chars = 0;
  const finish = (end: string): BoundedLine => {
    const length = chars + end.length;
    const line: BoundedLine =
      length > maxChars ? { ok: false, chars: length } : { ok: true, text: (pending + end).replace(/\r$/, "") };
    pending = "";
    chars = 0;
    return line;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf("\n"); end >= 0; end = chunk.indexOf("\n", start)) {
      yield finish(chunk.slice(start, end));
      start = end + 1;
    }
    const rest = chunk.slice(start);
    chars += rest.length;
    pending = chars > maxChars ? "" : pending + rest;
  }
  if (chars > 0) yield finish("");
}
