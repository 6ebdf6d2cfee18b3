import { useSearchParams } from "@remix-run/react";
import { Pagination } from "@shopify/polaris";

/** Pages of requests; the cursor is in the address, the way back is the browser's. */
export function RequestsPager({ nextCursor }: { nextCursor: string | null }) {
  const [params, setParams] = useSearchParams();
  if (nextCursor === null && !params.has("after")) return null;
  const next = () => {
    const changed = new URLSearchParams(params);
    changed.set("after", nextCursor ?? "");
    setParams(changed);
  };
  return (
    <div className="pager">
      <Pagination
        hasPrevious={params.has("after")}
        onPrevious={() => history.back()}
        hasNext={nextCursor !== null}
        onNext={next}
        accessibilityLabel="Pages of requests"
      />
    </div>
  );
}
