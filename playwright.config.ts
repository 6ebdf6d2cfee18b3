import { defineConfig } from "@playwright/test";
import { findFreePorts } from "./scripts/launcher/ports";

/** App, dev store, database and model server. */
const E2E_PORTS = 4;

// This file is read again in every worker, which inherits the choice.
process.env["E2E_PORT_BASE"] ??= String(await findFreePorts(E2E_PORTS));
const port = Number(process.env["E2E_PORT_BASE"]);
const executablePath = process.env["CHROMIUM_PATH"];

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results/e2e",
  globalSetup: "./tests/support/start-stack.ts",
  // One app, one store, one database: the tests take turns.
  workers: 1,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: "list",
  use: {
    baseURL: `http://localhost:${port + 1}`,
    launchOptions: executablePath ? { executablePath } : {},
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
});
