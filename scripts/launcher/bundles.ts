import { join } from "node:path";
import { context, stop } from "esbuild";
import type { BuildOptions } from "esbuild";
import { LaunchError, messageOf } from "./launch-error.ts";
import { WIDGET_ASSETS } from "./widget-budget.ts";
import { generateWordLists } from "./word-lists.ts";

/** Web server, worker, and the lock that Node loads before either: our code in one file each, packages from node_modules. */
function serverBundle(root: string): BuildOptions {
  return {
    absWorkingDir: root,
    entryPoints: { lock: "app/lock.ts", server: "app/server.ts", worker: "app/worker.ts" },
    outdir: "build",
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node24",
    packages: "external",
    alias: { "~": join(root, "app") },
    sourcemap: true,
    logLevel: "silent",
  };
}

/** Commands that people run in a terminal, one file each: these of the parts of the app that need neither database nor Shopify. */
export const STANDALONE_COMMANDS = ["doctor", "redact"];
const DATABASE_COMMANDS = ["audit-pack", "audit-verify", "keys-rotate"];

export function commandBundle(
  root: string,
  commands: readonly string[] = [...STANDALONE_COMMANDS, ...DATABASE_COMMANDS],
): BuildOptions {
  const entryPoints = Object.fromEntries(commands.map((name) => [`cli/${name}`, `app/cli/${name}.ts`]));
  return { ...serverBundle(root), entryPoints };
}

/** Bundles the commands only, with what they need generated. @throws {LaunchError} with esbuild's messages */
export async function buildCommands(root: string): Promise<void> {
  await generateWordLists(root);
  await buildBundle(commandBundle(root), false);
  await stop();
}

/** Shoppers' browsers: the launcher runs as a plain script and imports the panel, a module, on demand. */
function widgetBundle(root: string, name: "launcher" | "panel"): BuildOptions {
  return {
    absWorkingDir: root,
    entryPoints: { [`chat-${name}`]: `app/widget/${name}.ts` },
    outdir: WIDGET_ASSETS,
    bundle: true,
    minify: true,
    platform: "browser",
    format: name === "launcher" ? "iife" : "esm",
    target: "es2020",
    legalComments: "none",
    logLevel: "silent",
  };
}

/**
 * Bundles server, worker and widget with esbuild.
 * @param watch stays and rebuilds on change
 * @throws {LaunchError} with esbuild's messages
 */
export async function buildBundles(root: string, watch: boolean): Promise<void> {
  const bundles = [
    serverBundle(root),
    commandBundle(root),
    widgetBundle(root, "launcher"),
    widgetBundle(root, "panel"),
  ];
  await Promise.all(bundles.map((options) => buildBundle(options, watch)));
  if (!watch) await stop();
}

async function buildBundle(options: BuildOptions, watch: boolean): Promise<void> {
  const bundler = await context(watch ? { ...options, logLevel: "warning" } : options);
  try {
    await bundler.rebuild();
  } catch (error) {
    await bundler.dispose();
    throw new LaunchError("The build failed:", messageOf(error).split("\n"));
  }
  if (watch) await bundler.watch();
  else await bundler.dispose();
}
