import type { ActionFunctionArgs } from "@remix-run/node";
import { errorResponse, toAppError } from "~/lib/error-response.server";
import { requireParam } from "~/lib/require-param";
import { sseResponse } from "~/lib/sse.server";
import { logger } from "~/logger.server";
import { diagnoseEndpoint } from "~/modules/inference/diagnose-endpoint.server";
import type { DoctorEvent } from "~/modules/inference/doctor/doctor-report";
import { requireShop } from "~/modules/tenancy/require-shop.server";

/** POST: checks a model server, told by server-sent events. */
export async function action({ request, params }: ActionFunctionArgs) {
  try {
    const shop = await requireShop(request, "models.manage");
    const id = requireParam(params, "endpointId");
    return sseResponse(request, (signal) => diagnoseEndpoint(shop, id, signal), { onError: toEvent });
  } catch (error) {
    return errorResponse(error, request);
  }
}

function toEvent(error: unknown): DoctorEvent {
  logger.warn({ err: error }, "a model server could not be checked");
  return { type: "error", message: toAppError(error).userMessage };
}
