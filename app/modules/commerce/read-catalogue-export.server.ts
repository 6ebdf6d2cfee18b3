import { env } from "~/env.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { isExportUrl } from "./export-url";
import { listLocales } from "./list-locales.server";
import { parseExport } from "./parse-export";
import type { CatalogueProduct } from "./product-mapping";
import { readLines } from "./read-lines";
import { shopifyFailed } from "./run-document";

const MAX_EXPORT_BYTES = 2 * 1024 ** 3;
const MAX_LINE_CHARACTERS = 4 * 1024 ** 2;
const BATCH_SIZE = 50;

/**
 * Downloads a finished export and hands its products over in batches, without ever holding all of them.
 * @throws AppError `shopify_failed` when it cannot be fetched or read.
 */
export async function* readCatalogueExport(
  shop: ShopContext,
  url: string,
  signal: AbortSignal,
): AsyncGenerator<CatalogueProduct[], void, undefined> {
  const { others } = await listLocales(shop);
  const lines = readLines(await download(url, signal), {
    maxBytes: MAX_EXPORT_BYTES,
    maxLineCharacters: MAX_LINE_CHARACTERS,
  });
  let batch: CatalogueProduct[] = [];
  for await (const product of parseExport(lines, others)) {
    batch.push(product);
    if (batch.length < BATCH_SIZE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function download(url: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
  if (!isExportUrl(url, env.SHOPIFY_ORIGIN)) throw shopifyFailed("the export's address is not one of Shopify's");
  const response = await fetch(url, { signal, redirect: "error" }).catch((cause: unknown) => {
    throw shopifyFailed("the export could not be fetched", cause);
  });
  if (response.ok && response.body) return chunksOf(response.body);
  throw shopifyFailed(`the export could not be fetched: HTTP ${response.status}`);
}

/** The DOM's type of a stream has no iterator yet. */
async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = body.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    await reader.cancel();
  }
}
