import type { CatalogueState } from "~/modules/commerce/catalogue-state";

/** One line of the setup guide: what was found, what it means and what to do. */
export type SetupStep = { readonly state: "done" | "open" | "running" | "problem"; readonly detail: string };

export const SETUP_STEPS = {
  model: { title: "Connect a model that answers" },
  embed: { title: "Switch the chat on in your theme" },
  catalogue: { title: "Synchronise your catalogue" },
  copy: { title: "Publish a first product text" },
} as const satisfies Record<string, { title: string }>;

export type SetupStepName = keyof typeof SETUP_STEPS;

/** What a call to the shop's model server found. */
export function describeModel(check: { ok: true; model: string } | { ok: false; reason: string }): SetupStep {
  return check.ok
    ? { state: "done", detail: `${check.model} answers on your own server.` }
    : {
        state: "problem",
        detail: `${check.reason} Until it answers, the chat and product copy write from your shop's data alone.`,
      };
}

/** Whether shoppers can see the chat. */
export function describeEmbed(isOn: boolean): SetupStep {
  return isOn
    ? { state: "done", detail: "Shoppers see the chat on every page of your storefront." }
    : {
        state: "open",
        detail: "Shoppers do not see the chat yet. Switch on Inhouse chat in the theme editor and save.",
      };
}

/** How far the catalogue's copy is. */
export function describeCatalogue({ state, products, error }: CatalogueState): SetupStep {
  const count = products === 1 ? "1 product" : `${products.toLocaleString("en")} products`;
  switch (state) {
    case "done":
      return { state: "done", detail: `${count} and your policies are here. Changes in Shopify follow by themselves.` };
    case "running":
      return { state: "running", detail: `Reading your products from Shopify. ${count} so far.` };
    case "failed":
      return {
        state: "problem",
        detail: `The last synchronisation failed: ${error ?? "Shopify did not answer"}. ${count} from before are still in use.`,
      };
    case "never":
      return {
        state: "open",
        detail: "The chat answers from your products and policies. They have not been read yet.",
      };
  }
}

/** Whether somebody has tried product copy to its end. */
export function describeCopy(published: number): SetupStep {
  if (published === 0)
    return {
      state: "open",
      detail: "Choose a product, read the draft beside today's text, and publish it. You can undo it.",
    };
  return {
    state: "done",
    detail:
      published === 1
        ? "1 text is published from a draft."
        : `${published.toLocaleString("en")} texts are published from drafts.`,
  };
}
