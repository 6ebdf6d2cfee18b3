import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { errorResponse } from "~/lib/error-response.server";
import { fileResponse } from "~/lib/file-response";
import { parseInput } from "~/lib/parse-input";
import { requireParam } from "~/lib/require-param";
import { textStream } from "~/lib/text-stream.server";
import { openExport } from "~/modules/privacy/open-export.server";
import { EXPORT_FORMATS, renderExport } from "~/modules/privacy/render-export";
import { requireShop } from "~/modules/tenancy/require-shop.server";

const Query = z.object({ format: z.enum(EXPORT_FORMATS) });
const TYPES = { html: "text/html; charset=utf-8", json: "application/json" } as const;

/** GET: what was prepared for a customer, as a file. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  try {
    const shop = await requireShop(request, "privacy.manage");
    const { format } = parseInput(Object.fromEntries(new URL(request.url).searchParams), Query);
    const { facts, parts } = await openExport(shop, requireParam(params, "requestId"), format);
    const file = { name: `customer-data-${facts.request}.${format}`, type: TYPES[format] };
    return fileResponse(textStream(renderExport(format, facts, parts)), file);
  } catch (error) {
    return errorResponse(error, request);
  }
}
