import { fileURLToPath } from "node:url";
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import packageJson from "./package.json" with { type: "json" };

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig({
  plugins: [
    remix({
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_lazyRouteDiscovery: true,
        v3_routeConfig: true,
        v3_singleFetch: true,
      },
    }),
  ],
  define: { __APP_VERSION__: JSON.stringify(packageJson.version) },
  resolve: { alias: { "~": fileURLToPath(new URL("app", import.meta.url)) } },
  ssr: { noExternal: ["@shopify/polaris", "@shopify/shopify-app-remix", "@shopify/app-bridge-react"] },
  build: { assetsInlineLimit: 0, target: "es2022" },
});
