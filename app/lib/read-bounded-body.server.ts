import { AppError } from "./app-error";

/**
 * Reads a request's body, at most `maxBytes` of it; the rest is never read.
 * @throws AppError `body_too_large`.
 */
export async function readBoundedBody(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.byteLength;
    chunks.push(part.value);
    if (length > maxBytes) {
      await reader?.cancel();
      throw tooLarge(maxBytes);
    }
  }
  return joined(chunks, length);
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

function tooLarge(maxBytes: number): AppError {
  const kilobytes = Math.floor(maxBytes / 1024);
  return new AppError("body_too_large", {
    message: `the body is larger than ${maxBytes} bytes`,
    userMessage: `That is too much at once: at most ${kilobytes} KB can be sent. Please shorten it and try again.`,
  });
}
