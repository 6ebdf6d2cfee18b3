// npm run -s redact [-- --country <code>]: what redaction takes out of text, line by line. Needs neither the app nor a database.
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { hashContents, isStale } from "./launcher/content-hash.ts";
import { reportFailure } from "./launcher/report-failure.ts";
import { generateWordLists } from "./launcher/word-lists.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const bundle = join(root, "build", "redact.js");
const stamp = join(root, "build", ".redact-inputs");

try {
  await buildIfStale();
  await import(pathToFileURL(bundle).href);
} catch (error) {
  reportFailure(error);
  process.exitCode = 1;
}

/** The command is a part of the app, bundled like the server; scripts import none of it. */
async function buildIfStale(): Promise<void> {
  await generateWordLists(root);
  const inputs = [
    "app/redact.ts",
    "app/lib",
    "app/modules/inference",
    "app/generated/word-lists.ts",
    "package-lock.json",
  ];
  const hash = hashContents(root, inputs, (path) => path.endsWith(".test.ts"));
  if (!isStale(stamp, hash) && existsSync(bundle)) return;
  const { buildCommand } = await import("./launcher/bundles.ts");
  await buildCommand(root);
  writeFileSync(stamp, hash);
}
