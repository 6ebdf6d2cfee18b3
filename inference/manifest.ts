import { readFileSync } from "node:fs";
import { z } from "zod";

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const PythonPackage = {
  package: z.string(),
  version: z.string(),
  licence: z.string(),
  /** SHA-256 by file name: any of them may be installed, nothing else. */
  wheels: z.record(z.string(), Sha256),
};

const Manifest = z.object({
  runtime: z.object({ ...PythonPackage, minimumPython: z.string().regex(/^3\.\d+$/) }),
  model: z.object({
    ...PythonPackage,
    /** Name that the server gives the model. */
    id: z.string(),
    /** The GGUF file, below site-packages. */
    file: z.string(),
    bytes: z.number().int().positive(),
    sha256: Sha256,
    contextTokens: z.number().int().positive(),
    /** Requests at the same time; they share the context. */
    parallelRequests: z.number().int().positive(),
  }),
});
export type Manifest = z.infer<typeof Manifest>;

/** The embedded model server: what is installed for it, and the hashes it must have. @throws when models.json is malformed */
export function readManifest(): Manifest {
  return Manifest.parse(JSON.parse(readFileSync(new URL("models.json", import.meta.url), "utf8")));
}

/** Requirements file for `pip install --require-hashes`. */
export function requirementsOf({ runtime, model }: Manifest): string {
  return [runtime, model]
    .map((item) =>
      [`${item.package}==${item.version}`, ...Object.values(item.wheels).map((hash) => `--hash=sha256:${hash}`)].join(
        " \\\n    ",
      ),
    )
    .join("\n")
    .concat("\n");
}
