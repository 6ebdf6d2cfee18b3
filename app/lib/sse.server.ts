const HEARTBEAT_MS = 15_000;

type Options = {
  /** The last event to send when the source fails; undefined: the stream just ends. */
  onError?: (error: unknown) => unknown;
  headers?: HeadersInit;
  heartbeatMs?: number;
};

/**
 * Answers with server-sent events, one `data:` line of JSON an event.
 * `start` gets a signal that is aborted when the reader leaves; events are taken only as fast as they are read.
 */
export function sseResponse(
  request: Request,
  start: (signal: AbortSignal) => AsyncIterable<unknown>,
  options: Options = {},
): Response {
  const headers = new Headers(options.headers);
  headers.set("content-type", "text/event-stream; charset=utf-8");
  headers.set("cache-control", "no-store, no-transform");
  // Proxies such as nginx collect a response before they pass it on unless told so.
  headers.set("x-accel-buffering", "no");
  return new Response(eventStream(request, start, options), { headers });
}

function eventStream(
  request: Request,
  start: (signal: AbortSignal) => AsyncIterable<unknown>,
  { onError, heartbeatMs = HEARTBEAT_MS }: Options,
): ReadableStream<Uint8Array> {
  const gone = new AbortController();
  const stop = () => {
    clearInterval(heartbeat);
    request.signal.removeEventListener("abort", stop);
    gone.abort();
  };
  let heartbeat: NodeJS.Timeout | undefined;
  const lines = toLines(start(gone.signal), onError);
  return new ReadableStream<Uint8Array>({
    start(controller) {
      request.signal.addEventListener("abort", stop);
      if (request.signal.aborted) stop();
      else
        heartbeat = setInterval(() => {
          if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encode(": still here\n\n"));
        }, heartbeatMs);
    },
    async pull(controller) {
      const { done, value } = await lines.next();
      if (!done) return controller.enqueue(encode(value));
      stop();
      controller.close();
    },
    async cancel() {
      stop();
      await lines.return(undefined);
    },
  });
}

async function* toLines(
  events: AsyncIterable<unknown>,
  onError: Options["onError"],
): AsyncGenerator<string, void, undefined> {
  try {
    for await (const event of events) yield `data: ${JSON.stringify(event)}\n\n`;
  } catch (error) {
    const last = onError?.(error);
    if (last !== undefined) yield `data: ${JSON.stringify(last)}\n\n`;
  }
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
