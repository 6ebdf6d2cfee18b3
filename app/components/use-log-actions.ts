import { useSearchParams } from "@remix-run/react";
import { useMay } from "./use-staff";

/** What can be done from the list of calls: review them, ask the test set, export what the filters show. */
export function useLogActions(): { content: string; url: string }[] {
  const [params] = useSearchParams();
  const filters = new URLSearchParams([...params].filter(([name]) => name !== "after" && name !== "before"));
  const query = filters.size > 0 ? `?${filters.toString()}` : "";
  const [mayReview, mayExport] = [useMay("logs.review"), useMay("logs.export")];
  return [
    ...(mayReview ? [{ content: "Review queue", url: "/app/logs/review" }] : []),
    { content: "Test set", url: "/app/logs/tests" },
    ...(mayExport ? [{ content: "Export", url: `/app/logs/exports${query}` }] : []),
  ];
}
