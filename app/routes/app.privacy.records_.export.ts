import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { errorResponse } from "~/lib/error-response.server";
import { fileResponse } from "~/lib/file-response";
import { parseInput } from "~/lib/parse-input";
import { gatherRecords } from "~/modules/privacy/gather-records.server";
import { DOCUMENT_FORMATS, DOCUMENTS, makeDocument, type DocumentFormat } from "~/modules/privacy/privacy-documents";
import { toHtml, toMarkdown } from "~/modules/privacy/render-document";
import { requireShop } from "~/modules/tenancy/require-shop.server";

const Query = z.object({ document: z.enum(DOCUMENTS), format: z.enum(DOCUMENT_FORMATS) });

const TYPES: Readonly<Record<DocumentFormat, string>> = {
  html: "text/html; charset=utf-8",
  md: "text/markdown; charset=utf-8",
  json: "application/json",
};

/** GET: one of the documents about processing, as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  try {
    const shop = await requireShop(request, "privacy.view");
    const { document, format } = parseInput(Object.fromEntries(new URL(request.url).searchParams), Query);
    const facts = await gatherRecords(shop);
    const made = makeDocument(document, facts);
    const body = {
      html: () => toHtml(made),
      md: () => toMarkdown(made),
      json: () => JSON.stringify({ facts, ...made }, null, 2),
    };
    return fileResponse(body[format](), { name: `${document}.${format}`, type: TYPES[format] });
  } catch (error) {
    return errorResponse(error, request);
  }
}
