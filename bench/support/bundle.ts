import { join } from "node:path";
import { build, stop } from "esbuild";

/** Bundles a file of `bench/` with the app's code that it imports. @returns the bundle's path */
export async function bundle(root: string, file: string): Promise<string> {
  const outfile = join(root, "build", "bench", file.replaceAll("/", "-").replace(/\.ts$/, ".js"));
  await build({
    absWorkingDir: root,
    entryPoints: [join("bench", file)],
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
  return outfile;
}
