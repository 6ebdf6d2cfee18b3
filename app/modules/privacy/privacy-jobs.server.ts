import { handle, type JobHandler } from "~/modules/jobs/define-job";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { fulfilRequest } from "./fulfil-request.server";
import { privacyJob } from "./privacy-request";
import type { PersonalDataHolder } from "./privacy-types";

/** The jobs of this room; `holders` are the rooms that keep something about customers. */
export function privacyHandlers(holders: readonly PersonalDataHolder[]): JobHandler[] {
  return [
    handle(privacyJob, ({ shopId, requestId }) =>
      fulfilRequest(systemShop(shopId, privacyJob.name), requestId, holders),
    ),
  ];
}
