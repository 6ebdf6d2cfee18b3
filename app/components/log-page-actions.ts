import type { PageProps } from "@shopify/polaris";

/** What can be done with the calls that fit the filters, beside looking at them; `query` is the filters as an address has them. */
export function logPageActions(_query: string): Exclude<PageProps["secondaryActions"], undefined> {
  return [{ content: "Charts", url: "/app/logs/charts" }];
}
