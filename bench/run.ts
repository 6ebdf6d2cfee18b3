// npm run bench -- <name> […]: runs bench/<name>.ts, which ends with one JSON line of figures.
import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL(".", import.meta.url));
const name = process.argv[2] ?? "";
if (/^[a-z-]+$/.test(name) && name !== "run" && existsSync(join(folder, `${name}.ts`))) {
  await import(`./${name}.ts`);
} else {
  const names = readdirSync(folder).filter((file) => file.endsWith(".ts") && file !== "run.ts");
  console.error(`npm run bench -- <name>, where <name> is one of: ${names.map((n) => basename(n, ".ts")).join(", ")}`);
  process.exitCode = 2;
}
