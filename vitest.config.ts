import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const resolve = { alias: { "~": fileURLToPath(new URL("app", import.meta.url)) } };
const setupFiles = ["tests/support/strict-console.ts"];

/** app/env.server.ts wants these; nothing listens there, so a unit test that does I/O fails. */
const unitEnvironment = {
  SHOPIFY_APP_URL: "http://127.0.0.1:1",
  SHOPIFY_API_KEY: "unit-test-key",
  SHOPIFY_API_SECRET: "unit-test-secret",
  SCOPES: "read_products",
  DATABASE_URL: "postgresql://inhouse_app@127.0.0.1:1/none",
  VAULT_KEY_FILE: "/nonexistent/master.key",
  LOG_LEVEL: "silent",
};

export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        test: {
          name: "unit",
          include: ["{app,devstore,inference,scripts}/**/*.test.{ts,tsx}"],
          env: unitEnvironment,
          setupFiles,
        },
      },
      {
        resolve,
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          globalSetup: "tests/support/postgres-setup.ts",
          setupFiles: ["tests/support/provided-environment.ts", ...setupFiles],
          pool: "forks",
          fileParallelism: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve,
        test: {
          name: "smoke",
          include: ["tests/smoke/**/*.test.ts"],
          globalSetup: "tests/support/model-setup.ts",
          setupFiles: ["tests/support/provided-environment.ts", ...setupFiles],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
