import type { ReactNode } from "react";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, isRouteErrorResponse, useRouteError } from "@remix-run/react";

export default function Root() {
  return (
    <Document>
      <Outlet />
    </Document>
  );
}

/** For what no page below has caught: no word of what failed, the log has that. */
export function ErrorBoundary() {
  const error = useRouteError();
  const missing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <Document>
      <main style={{ fontFamily: "system-ui, sans-serif", maxWidth: "34rem", margin: "4rem auto", padding: "0 1rem" }}>
        <h1 style={{ fontSize: "1.25rem" }}>
          {missing ? "This page does not exist" : "Something went wrong on our side"}
        </h1>
        <p>
          {missing
            ? "Check the address, or open Inhouse from your Shopify admin."
            : "Reload the page. If it happens again, try in a few minutes."}
        </p>
      </main>
    </Document>
  );
}

function Document({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}
