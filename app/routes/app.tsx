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
import { NoAccessPage } from "~/components/no-access-page";
import phoneStyles from "~/components/phone.css?url";
import { StorageFallback } from "~/components/storage-fallback";
import { env } from "~/env.server";
import { withErrorResponse } from "~/lib/with-error-response.server";
import { isAllowed, type Permission } from "~/modules/tenancy/permissions";
import { listOwners } from "~/modules/tenancy/list-staff.server";
import { requireStaff } from "~/modules/tenancy/require-shop.server";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: polarisStyles },
  { rel: "stylesheet", href: adminStyles },
  { rel: "stylesheet", href: phoneStyles },
];

export const headers: HeadersFunction = (args) => boundary.headers(args);

export const loader = withErrorResponse(async ({ request }: LoaderFunctionArgs) => {
  const shop = await requireStaff(request);
  const role = (shop.actor.kind === "staff" && shop.actor.role) || null;
  // An owner has nobody to ask.
  const owners = role === "owner" ? [] : (await listOwners(shop)).map(({ name, staffId }) => name ?? staffId);
  return { apiKey: env.SHOPIFY_API_KEY, appBridgeUrl: env.APP_BRIDGE_URL, role, owners };
});

type NavigationEntry = { readonly to: string; readonly label: string; readonly needs: Permission };

/** The app's menu, at most seven beside Home, which Shopify shows as the app's name; each entry is shown to who may open it. */
const NAVIGATION: readonly NavigationEntry[] = [
  { to: "/app/chats", label: "Chats", needs: "chats.view" },
  { to: "/app/copy", label: "Product copy", needs: "copy.view" },
  { to: "/app/logs", label: "LLM logs", needs: "logs.view" },
  { to: "/app/models", label: "Models", needs: "models.view" },
  { to: "/app/redaction", label: "Redaction", needs: "redaction.preview" },
  { to: "/app/privacy", label: "Privacy", needs: "privacy.view" },
  { to: "/app/settings", label: "Settings", needs: "settings.view" },
];

/** The frame of all admin pages. */
export default function AdminFrame() {
  const { apiKey, appBridgeUrl, role } = useLoaderData<typeof loader>();
  return (
    <AppProvider isEmbeddedApp apiKey={apiKey} {...(appBridgeUrl ? { __APP_BRIDGE_URL: appBridgeUrl } : {})}>
      <StorageFallback />
      <NavMenu>
        <Link to="/app" rel="home">
          Home
        </Link>
        {NAVIGATION.filter(({ needs }) => isAllowed(role, needs)).map(({ to, label }) => (
          <Link key={to} to={to}>
            {label}
          </Link>
        ))}
      </NavMenu>
      {role === null ? <NoAccessPage /> : <Outlet />}
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
