import { setTimeout as wait } from "node:timers/promises";
import { logger } from "~/logger.server";
import { toAppError } from "~/lib/error-response.server";
import { getCatalogueState } from "~/modules/commerce/get-catalogue-state.server";
import { isChatEmbedOn } from "~/modules/commerce/is-chat-embed-on.server";
import { checkModel } from "~/modules/inference/check-model.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { countPublished } from "./count-published.server";
import {
  describeCatalogue,
  describeCopy,
  describeEmbed,
  describeModel,
  type SetupStep,
  type SetupStepName,
} from "./setup-steps";

// The page's stream ends after 10 seconds (streamTimeout in entry.server.tsx) and would take what is unanswered for failed.
const CHECK_TIMEOUT_MS = 8_000;

/** Checks each step of the setup guide, not awaited: a page can show itself and fill in each when it is known. Never rejects. */
export function checkSetup(shop: ShopContext): Record<SetupStepName, Promise<SetupStep>> {
  return {
    model: settle("model", async () => describeModel(await checkModel(shop))),
    embed: settle("embed", async () => describeEmbed(await isChatEmbedOn(shop))),
    catalogue: settle("catalogue", async () => describeCatalogue(await getCatalogueState(shop))),
    copy: settle("copy", async () => describeCopy(await countPublished(shop))),
  };
}

async function settle(step: SetupStepName, check: () => Promise<SetupStep>): Promise<SetupStep> {
  try {
    return await Promise.race([check(), tooLate()]);
  } catch (error) {
    logger.warn({ err: error, step }, "a setup check failed");
    return { state: "problem", detail: `This could not be checked. ${toAppError(error).userMessage}` };
  }
}

async function tooLate(): Promise<SetupStep> {
  await wait(CHECK_TIMEOUT_MS, undefined, { ref: false });
  return { state: "problem", detail: "This check got no answer within 8 seconds. Reload the page to check again." };
}
