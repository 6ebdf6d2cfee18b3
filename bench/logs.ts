// npm run bench -- logs [--rows <n>] [--rounds <n>]: how fast the log of model calls is listed and filtered, on a database of its own.
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";
import { startBenchDatabase } from "./audit/bench-database.ts";
import { bundle } from "./support/bundle.ts";

type Measure = (options: { rows: number; rounds: number; ownerUrl: string }) => Promise<object>;
const Bundle = z.object({ measure: z.custom<Measure>((value) => typeof value === "function") });

const root = fileURLToPath(new URL("..", import.meta.url));
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { rows: { type: "string", default: "1000000" }, rounds: { type: "string", default: "40" } },
});

const database = await startBenchDatabase(root);
try {
  Object.assign(process.env, database.environment);
  const { measure } = Bundle.parse(await import(pathToFileURL(await bundle(root, "logs/measure.ts")).href));
  const options = { rows: Number(values.rows), rounds: Number(values.rounds), ownerUrl: database.ownerUrl };
  console.log(JSON.stringify({ bench: "logs", ...(await measure(options)) }));
} finally {
  await database.stop();
}
