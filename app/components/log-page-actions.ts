import type { PageProps } from "@shopify/polaris";
import { useMay } from "./use-staff";

/** What can be done with the calls that fit the filters, beside looking at them; `query` is the filters as an address has them. */
export function useLogPageActions(query: string): Exclude<PageProps["secondaryActions"], undefined> {
  const [mayReview, mayExport] = [useMay("logs.review"), useMay("logs.export")];
  return [
    ...(mayReview ? [{ content: "Review queue", url: "/app/logs/review" }] : []),
    { content: "Charts", url: "/app/logs/charts" },
    { content: "Test set", url: "/app/logs/tests" },
    ...(mayExport ? [{ content: "Export", url: `/app/logs/exports${query === "" ? "" : `?${query}`}` }] : []),
  ];
}
