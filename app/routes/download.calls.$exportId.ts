import type { LoaderFunctionArgs } from "@remix-run/node";
import { errorResponse } from "~/lib/error-response.server";
import { fileResponse } from "~/lib/file-response";
import { requireParam } from "~/lib/require-param";
import { downloadExport } from "~/modules/review/download-export.server";
import { requireDownload } from "~/modules/tenancy/download-ticket.server";

const TYPES = { csv: "text/csv; charset=utf-8", jsonl: "application/x-ndjson; charset=utf-8" } as const;

/** GET: a file of calls, for who comes with a ticket that the page of exports signed. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  try {
    const shop = await requireDownload(request, "logs.export");
    const { name, format, body } = await downloadExport(shop, requireParam(params, "exportId"));
    return fileResponse(body, { name, type: TYPES[format] });
  } catch (error) {
    return errorResponse(error, request);
  }
}
