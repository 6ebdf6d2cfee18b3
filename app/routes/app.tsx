import type { HeadersFunction, LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Link, Outlet, isRouteErrorResponse, useLoaderData, useRouteError } from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import { AppProvider as PolarisProvider } from "@shopify/polaris";
import polarisTexts from "@shopify/polaris/locales/en.json";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { AppProvider } from "@shopify/shopify-app-remix/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import adminStyles from "~/components/admin.css?url";
import { ErrorPage } from "~/components/error-page";
import { StorageFallback } from "~/components/storage-fallback";
import { env } from "~/env.server";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { requireShop } from "~/modules/tenancy/require-shop.server";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: polarisStyles },
  { rel: "stylesheet", href: adminStyles },
];

export const headers: HeadersFunction = (args) => boundary.headers(args);

export const loader = withErrorResponse(async ({ request }: LoaderFunctionArgs) => {
  await requireShop(request, "home.view");
  return { apiKey: env.SHOPIFY_API_KEY, appBridgeUrl: env.APP_BRIDGE_URL };
});

/** The frame of all admin pages. */
export default function AdminFrame() {
  const { apiKey, appBridgeUrl } = useLoaderData<typeof loader>();
  return (
    <AppProvider isEmbeddedApp apiKey={apiKey} {...(appBridgeUrl ? { __APP_BRIDGE_URL: appBridgeUrl } : {})}>
      <StorageFallback />
      <NavMenu>
        <Link to="/app" rel="home">
          Home
        </Link>
        <Link to="/app/copy">Product copy</Link>
        <Link to="/app/logs">LLM logs</Link>
        <Link to="/app/models">Models</Link>
        <Link to="/app/redaction">Redaction</Link>
        <Link to="/app/settings">Settings</Link>
      </NavMenu>
      <Outlet />
    </AppProvider>
  );
}

/** For failures before a page could be shown. */
export function ErrorBoundary() {
  const error = useRouteError();
  // The library's own page, which hands over to App Bridge, comes as a thrown 200. Its helper renders any text as HTML,
  // so nothing else may reach it.
  if (isRouteErrorResponse(error) && error.status === 200) return boundary.error(error);
  return (
    <PolarisProvider i18n={polarisTexts}>
      <StorageFallback />
      <ErrorPage />
    </PolarisProvider>
  );
}
