// npm run bench -- audit [--rows <n>] [--seconds <n>]: how fast the audit log is written and verified, on a database of its own.
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { z } from "zod";
import { startBenchDatabase } from "./audit/bench-database.ts";

type Measure = (options: { rows: number; seconds: number; ownerUrl: string; dataDir: string }) => Promise<object>;
const Bundle = z.object({ measure: z.custom<Measure>((value) => typeof value === "function") });

const root = fileURLToPath(new URL("..", import.meta.url));
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { rows: { type: "string", default: "200000" }, seconds: { type: "string", default: "5" } },
});

const database = await startBenchDatabase(root);
try {
  Object.assign(process.env, database.environment);
  const outfile = join(root, "build", "bench", "audit.js");
  await build({
    entryPoints: [join(root, "bench", "audit", "measure.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    alias: { "~": join(root, "app") },
    logLevel: "warning",
  });
  const { measure } = Bundle.parse(await import(pathToFileURL(outfile).href));
  const { ownerUrl, dataDir } = database;
  const figures = await measure({ rows: Number(values.rows), seconds: Number(values.seconds), ownerUrl, dataDir });
  console.log(JSON.stringify({ bench: "audit", ...figures }));
} finally {
  await database.stop();
}
