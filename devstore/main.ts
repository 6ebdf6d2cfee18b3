import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { installRouter } from "./admin-frame/install-route.ts";
import { adminFrameRouter } from "./admin-frame/router.ts";
import { adminSchema } from "./admin-api/schema.ts";
import { readAppConfig } from "./app-config.ts";
import { StoreError } from "./load-store.ts";
import { createDevStore } from "./server.ts";
import { storefrontRouter } from "./storefront/router.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const Environment = z.object({
  DEVSTORE_PORT: z.coerce.number().int().min(0).max(65_535).default(4_000),
  SHOPIFY_APP_URL: z.url().default("http://localhost:3000"),
  SHOPIFY_API_KEY: z.string().min(1),
  SHOPIFY_API_SECRET: z.string().min(1),
  SCOPES: z.string().optional(),
  /** Folder of the first store. */
  DEVSTORE_STORE: z.string().optional(),
  /** Folder in which changes are kept across restarts; unset keeps nothing. */
  DEVSTORE_DATA_DIR: z.string().optional(),
});

/** Prints what a person can act upon and ends the process. */
function stop(message: string): never {
  console.error(message);
  process.exit(1);
}

function readEnvironment() {
  const result = Environment.safeParse(process.env);
  return result.success ? result.data : stop(`Dev store settings:\n${z.prettifyError(result.error)}`);
}

/** Admin frame before storefront: the storefront answers what is left. */
const PARTS = [installRouter, adminFrameRouter, storefrontRouter];

async function main(): Promise<void> {
  const env = readEnvironment();
  const first = env.DEVSTORE_STORE ? resolve(env.DEVSTORE_STORE) : here("stores/demo");
  const second = here("stores/second");
  const devStore = createDevStore({
    folders: first !== second && existsSync(second) ? [first, second] : [first],
    appUrl: env.SHOPIFY_APP_URL,
    apiKey: env.SHOPIFY_API_KEY,
    apiSecret: env.SHOPIFY_API_SECRET,
    app: readAppConfig(here("../shopify.app.toml"), env.SCOPES),
    dataFolder: env.DEVSTORE_DATA_DIR ?? null,
    parts: PARTS,
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void devStore.close().then(() => process.exit(0)));
  }
  const port = await devStore.listen(env.DEVSTORE_PORT);
  const shops = devStore.context.stores
    .list()
    .map((store) => store.domain)
    .join(", ");
  // Takes 0.3 s; better now than in the app's first request.
  setImmediate(adminSchema);
  console.log(`Dev store ready on http://localhost:${port} (${shops})`);
}

main().catch((error: unknown) => {
  if (error instanceof StoreError) stop(error.message);
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    stop(
      `Port ${process.env["DEVSTORE_PORT"] ?? 4_000} is taken. Set DEVSTORE_PORT to a free one, or end what uses it.`,
    );
  }
  throw error;
});
