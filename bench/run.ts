// npm run bench -- <name> [arguments]: bundles bench/<name>.ts with the app's code that it measures, and runs it.
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, stop } from "esbuild";
import { generateWordLists } from "../scripts/launcher/word-lists.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const [name = "", ...args] = process.argv.slice(2);
const source = join(root, "bench", `${name}.ts`);

if (!/^[a-z][a-z-]*$/.test(name) || name === "run" || !existsSync(source)) {
  const names = readdirSync(join(root, "bench"))
    .filter((file) => file.endsWith(".ts") && file !== "run.ts")
    .map((file) => file.slice(0, -".ts".length));
  console.error(`Which bench? npm run bench -- ${names.join(" | ")}`);
  process.exit(2);
}
await generateWordLists(root);
const outfile = join(root, "build", "bench", `${name}.js`);
mkdirSync(join(root, "build", "bench"), { recursive: true });
await build({
  absWorkingDir: root,
  entryPoints: [source],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node24",
  packages: "external",
  alias: { "~": join(root, "app") },
  sourcemap: true,
  logLevel: "warning",
});
await stop();
process.argv = [process.argv[0] ?? "node", outfile, ...args];
process.chdir(root);
await import(pathToFileURL(outfile).href);
