import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { AppError } from "~/lib/app-error";
import { parseForm } from "~/lib/parse-form.server";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { previewRetention } from "~/modules/privacy/preview-retention.server";
import { requestRetention } from "~/modules/privacy/request-retention.server";
import { requireShop } from "~/modules/tenancy/require-shop.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { retainedData } from "~/personal-data.server";

const MAX_LIMITS_CHARS = 1_000;

const RunAction = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("look") }),
  z.object({ intent: z.literal("delete"), limits: z.string().min(1).max(MAX_LIMITS_CHARS) }),
]);

/** POST: what a run would delete now; or delete it, if it is still what was shown. */
export const action = withErrorResponse(async ({ request }: ActionFunctionArgs) => {
  const shop = await requireShop(request, "privacy.manage");
  const input = await parseForm(request, RunAction);
  if (input.intent === "look") return previewRetention(shop, "saved", retainedData);
  return startRun(shop, input.limits);
});

async function startRun(shop: ShopContext, limits: string) {
  try {
    return { problem: null, runId: await requestRetention(shop, "staff", limits) };
  } catch (error) {
    if (error instanceof AppError && error.code === "conflict") return { problem: error.userMessage, runId: null };
    throw error;
  }
}
