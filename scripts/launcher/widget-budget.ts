import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { LaunchError } from "./launch-error.ts";

export const WIDGET_ASSETS = "extensions/chat-widget/assets";
const KIB = 1024;

export type WidgetFile = { name: string; path: string; maxGzipBytes: number };
export type WidgetSize = { name: string; gzipBytes: number; maxGzipBytes: number };

/** The two scripts of the chat widget with their budgets. */
export function widgetFiles(root: string): WidgetFile[] {
  return [
    { name: "chat-launcher", path: join(root, WIDGET_ASSETS, "chat-launcher.js"), maxGzipBytes: 8 * KIB },
    { name: "chat-panel", path: join(root, WIDGET_ASSETS, "chat-panel.js"), maxGzipBytes: 40 * KIB },
  ];
}

/** Sizes of built widget files as a shop's visitors download them. */
export function measureWidget(files: readonly WidgetFile[]): WidgetSize[] {
  return files.map(({ name, path, maxGzipBytes }) => ({
    name,
    maxGzipBytes,
    gzipBytes: gzipSync(readFileSync(path)).length,
  }));
}

/** `chat-launcher 2,310 of 8,192 bytes gzipped` */
export function describeSize({ name, gzipBytes, maxGzipBytes }: WidgetSize): string {
  return `${name} ${gzipBytes.toLocaleString("en")} of ${maxGzipBytes.toLocaleString("en")} bytes gzipped`;
}

/** @throws {LaunchError} naming size and budget of every file that is too large */
export function requireWithinBudget(sizes: readonly WidgetSize[]): void {
  const over = sizes.filter(({ gzipBytes, maxGzipBytes }) => gzipBytes > maxGzipBytes);
  if (over.length > 0)
    throw new LaunchError(`The chat widget is over its budget: ${over.map(describeSize).join("; ")}.`);
}
