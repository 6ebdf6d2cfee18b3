import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { z } from "zod";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** As a shell reports a process that SIGPIPE has ended. */
const EXIT_READER_LEFT = 141;

/** What a command of app/cli exports. It gets everything from here: it reads no environment and no settings of the app itself. */
type Main = (context: {
  args: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  write: (text: string) => void;
  writeError: (text: string) => void;
  signal: AbortSignal;
}) => Promise<number>;

const Command = z.object({ main: z.custom<Main>((value) => typeof value === "function") });

/**
 * Runs app/cli/<name>.ts, bundled: the launcher imports no app code. Bundling takes a tenth of a second, so it is done each time; an
 * installation without esbuild runs what `npm run build` has left. Gives the exit code.
 */
export async function runCommand(name: string): Promise<number> {
  const file = join(ROOT, "build", "cli", `${name}.js`);
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  // Whoever reads the output may have read enough.
  process.stdout.once("error", () => process.exit(EXIT_READER_LEFT));
  try {
    const { buildCommands } = await import("./bundles.ts");
    await buildCommands(ROOT);
  } catch (error) {
    if (!existsSync(file)) throw error;
  }
  const { main } = Command.parse(await import(pathToFileURL(file).href));
  return main({
    args: process.argv.slice(2),
    env: process.env,
    write: (text) => void process.stdout.write(text),
    writeError: (text) => void process.stderr.write(text),
    signal: stop.signal,
  });
}
