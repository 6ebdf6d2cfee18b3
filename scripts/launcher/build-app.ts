import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashContents, isStale } from "./content-hash.ts";
import type { ChildSpec, Supervisor } from "./supervisor.ts";
import { generateWordLists } from "./word-lists.ts";
import { measureWidget, requireWithinBudget, widgetFiles } from "./widget-budget.ts";
import type { WidgetSize } from "./widget-budget.ts";

const INPUTS = [
  "app",
  "public",
  "extensions",
  "vite.config.ts",
  "tsconfig.json",
  "package-lock.json",
  "prisma/schema.prisma",
  "scripts/launcher/bundles.ts",
  "scripts/launcher/word-lists.ts",
];
const OUTPUTS = [
  "build/client",
  "build/server/index.js",
  "build/lock.js",
  "build/server.js",
  "build/worker.js",
  "app/generated/prisma/client.ts",
  "app/generated/word-lists.ts",
];

/** True for files of the inputs that the build itself makes, and for tests. */
export function isNoInput(path: string): boolean {
  return (
    path.startsWith("app/generated") ||
    path.startsWith("extensions/chat-widget/assets/chat-") ||
    /\.test\.tsx?$/.test(path)
  );
}

/**
 * Builds app, server, worker and widget unless nothing changed since the last build.
 * @returns null when everything was up to date
 * @throws {LaunchError} when a tool fails or the widget is over its budget
 */
export async function buildIfStale(root: string, supervisor: Supervisor): Promise<WidgetSize[] | null> {
  const stamp = join(root, "build", ".inputs");
  const hash = hashContents(root, INPUTS, isNoInput);
  const outputs = [...OUTPUTS.map((path) => join(root, path)), ...widgetFiles(root).map(({ path }) => path)];
  if (!isStale(stamp, hash) && outputs.every((path) => existsSync(path))) return null;
  rmSync(stamp, { force: true });
  const sizes = await buildAll(root, supervisor);
  writeFileSync(stamp, hash);
  return sizes;
}

/** Builds everything, whether it changed or not (the Prisma client only when its schema did). */
export async function buildAll(root: string, supervisor: Supervisor): Promise<WidgetSize[]> {
  await generateSources(root, supervisor);
  // Vite empties build/ first, so the bundles come after it.
  await supervisor.run(nodeTool(root, "vite", "node_modules/@remix-run/dev/dist/cli.js", "vite:build"));
  await bundle(root, false);
  const sizes = measureWidget(widgetFiles(root));
  requireWithinBudget(sizes);
  return sizes;
}

/** esbuild is loaded only when something is built: a start with nothing to build should not wait for it. */
async function bundle(root: string, watch: boolean): Promise<void> {
  const { buildBundles } = await import("./bundles.ts");
  await buildBundles(root, watch);
}

/** What development needs before its first request; Vite builds the rest as it is asked for, and esbuild watches. */
export async function buildForDevelopment(root: string, supervisor: Supervisor): Promise<void> {
  await generateSources(root, supervisor);
  await bundle(root, true);
}

/** Everything in app/generated: the Prisma client and the word lists of redaction. @throws {LaunchError} with Prisma's message */
export async function generateSources(root: string, supervisor: Supervisor): Promise<void> {
  await generateClient(root, supervisor);
  await generateWordLists(root);
}

/** Runs `prisma generate` when the schema or Prisma changed. @throws {LaunchError} with Prisma's message */
async function generateClient(root: string, supervisor: Supervisor): Promise<void> {
  const stamp = join(root, "app", "generated", ".inputs");
  const hash = hashContents(root, ["prisma/schema.prisma", "prisma.config.ts", "node_modules/prisma/package.json"]);
  if (!isStale(stamp, hash) && existsSync(join(root, "app", "generated", "prisma", "client.ts"))) return;
  await supervisor.run(nodeTool(root, "prisma-generate", "node_modules/prisma/build/index.js", "generate"));
  mkdirSync(join(root, "app", "generated"), { recursive: true });
  writeFileSync(stamp, hash);
}

function nodeTool(root: string, name: string, script: string, ...args: string[]): ChildSpec {
  const quiet = { PRISMA_HIDE_UPDATE_MESSAGE: "1", CHECKPOINT_DISABLE: "1", NO_COLOR: "1" };
  const env = { ...process.env, ...quiet, NODE_ENV: "production" };
  return { name, command: process.execPath, args: [join(root, script), ...args], cwd: root, env };
}
