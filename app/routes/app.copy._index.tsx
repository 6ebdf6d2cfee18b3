import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import {
  Button,
  Card,
  EmptySearchResult,
  IndexFilters,
  IndexFiltersMode,
  Page,
  Pagination,
  useSetIndexFiltersMode,
} from "@shopify/polaris";
import { useEffect, useState } from "react";
import { z } from "zod";
import { CopyDraftTable } from "~/components/copy-draft-table";
import { CopyProductTable } from "~/components/copy-product-table";
import { EmptyPage } from "~/components/empty-page";
import { ErrorPage } from "~/components/error-page";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { listCopyProducts } from "~/modules/product-copy/list-copy-products.server";
import { listDrafts } from "~/modules/product-copy/list-drafts.server";
import { requireShop } from "~/modules/tenancy/require-shop.server";

const PER_PAGE = 25;
const SEARCH_DELAY_MS = 300;
const VIEWS = [
  { id: "products", content: "Products", accessibilityLabel: "Products" },
  { id: "drafts", content: "Recent drafts", accessibilityLabel: "Recent drafts" },
];

const Query = z.object({
  view: z.enum(["products", "drafts"]).catch("products"),
  q: z.string().max(200).catch(""),
  /** Where each page that the reader went through began; the last is this one. */
  at: z.array(z.string().max(1_000)).max(200).catch([]),
});

export const loader = withErrorResponse(async ({ request }: LoaderFunctionArgs) => {
  const shop = await requireShop(request, "copy.view");
  const { searchParams } = new URL(request.url);
  const { view, q, at } = Query.parse({
    view: searchParams.get("view"),
    q: searchParams.get("q"),
    at: searchParams.getAll("at"),
  });
  const cursor = at.at(-1);
  if (view === "products")
    return { view, q, at, ...(await listCopyProducts(shop, { search: q, after: cursor, first: PER_PAGE })) };
  return { view, q, at, ...(await listDrafts(shop, { cursor, limit: PER_PAGE })) };
});

export default function ProductCopy() {
  const page = useLoaderData<typeof loader>();
  const loading = useNavigation().state === "loading";
  const isEmptyCatalogue =
    page.view === "products" && page.products.length === 0 && page.q === "" && page.at.length === 0;
  return (
    <Page title="Product copy" subtitle="Choose a product to write or improve its texts." fullWidth>
      {isEmptyCatalogue ? (
        <EmptyPage
          heading="No products here yet"
          action={
            <Button url="/app" variant="primary">
              Open the setup guide
            </Button>
          }
        >
          Your products appear here when the catalogue is synchronised.
        </EmptyPage>
      ) : (
        <>
          <Card padding="0">
            <Filters view={page.view} search={page.q} loading={loading} />
            <Table page={page} loading={loading} />
          </Card>
          <Pager at={page.at} next={page.nextCursor} />
        </>
      )}
    </Page>
  );
}

type PageData = ReturnType<typeof useLoaderData<typeof loader>>;

function Table({ page, loading }: { page: PageData; loading: boolean }) {
  if (page.view === "products") {
    if (page.products.length > 0) return <CopyProductTable products={page.products} loading={loading} />;
    return (
      <EmptySearchResult
        title="No product matches"
        description={`Nothing was found for “${page.q}”. Try a title, type, vendor or SKU.`}
        withIllustration={false}
      />
    );
  }
  if (page.drafts.length > 0) return <CopyDraftTable drafts={page.drafts} loading={loading} />;
  return (
    <EmptySearchResult
      title="No drafts yet"
      description="Choose a product and write a draft. It appears here."
      withIllustration={false}
    />
  );
}

function Filters({ view, search, loading }: { view: PageData["view"]; search: string; loading: boolean }) {
  const [, setParams] = useSearchParams();
  const { mode, setMode } = useSetIndexFiltersMode(
    search === "" ? IndexFiltersMode.Default : IndexFiltersMode.Filtering,
  );
  const [query, setQuery] = useSearch(search);
  const clear = () => setQuery("");
  return (
    <IndexFilters
      tabs={VIEWS}
      selected={VIEWS.findIndex(({ id }) => id === view)}
      onSelect={(index) => setParams(index === 0 ? {} : { view: "drafts" })}
      canCreateNewView={false}
      queryValue={query}
      queryPlaceholder="Search by title, type, vendor or SKU"
      onQueryChange={setQuery}
      onQueryClear={clear}
      cancelAction={{ onAction: clear }}
      mode={mode}
      setMode={setMode}
      filters={[]}
      onClearAll={clear}
      hideFilters
      hideQueryField={view !== "products"}
      loading={loading}
    />
  );
}

/** What is typed now; the address follows when the typing pauses. */
function useSearch(search: string): [string, (value: string) => void] {
  const [, setParams] = useSearchParams();
  const [query, setQuery] = useState(search);
  useEffect(() => {
    if (query === search) return;
    const timer = setTimeout(() => setParams(query === "" ? {} : { q: query }, { replace: true }), SEARCH_DELAY_MS);
    return () => clearTimeout(timer);
  }, [query, search, setParams]);
  return [query, setQuery];
}

function Pager({ at, next }: { at: readonly string[]; next: string | null }) {
  const [, setParams] = useSearchParams();
  if (at.length === 0 && next === null) return null;
  const goTo = (pages: readonly string[]) =>
    setParams((old) => {
      old.delete("at");
      pages.forEach((page) => old.append("at", page));
      return old;
    });
  return (
    <div className="pager">
      <Pagination
        hasPrevious={at.length > 0}
        onPrevious={() => goTo(at.slice(0, -1))}
        hasNext={next !== null}
        onNext={() => goTo([...at, ...(next === null ? [] : [next])])}
        accessibilityLabel="Pages"
      />
    </div>
  );
}

export const ErrorBoundary = ErrorPage;
