type Limits = { readonly maxBytes: number; readonly maxLineCharacters: number };

/**
 * Lines of a stream of UTF-8 bytes, one at a time; empty ones are left out.
 * @throws RangeError when the stream or a line is longer than its limit.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  limits: Limits,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  let bytes = 0;
  let rest = "";
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes > limits.maxBytes) throw new RangeError(`more than ${limits.maxBytes} bytes`);
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > limits.maxLineCharacters) throw tooLong(limits);
    for (const line of lines) {
      if (line.length > limits.maxLineCharacters) throw tooLong(limits);
      if (line) yield line;
    }
  }
  rest += decoder.decode();
  if (rest) yield rest;
}

function tooLong({ maxLineCharacters }: Limits): RangeError {
  return new RangeError(`a line of more than ${maxLineCharacters} characters`);
}
