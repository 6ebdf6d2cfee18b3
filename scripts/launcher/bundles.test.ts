import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, it } from "vitest";
import { commandBundle, STANDALONE_COMMANDS } from "./bundles.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

it("standalone commands hold nothing that needs the app's settings, its database or Shopify", async () => {
  const { metafile } = await build({ ...commandBundle(root, STANDALONE_COMMANDS), write: false, metafile: true });
  const inputs = Object.keys(metafile.inputs);
  expect(inputs).toContain("app/cli/doctor.ts");
  expect(
    inputs.filter((path) => /^app\/(?:env|db|logger|shopify)\.server\.ts$|^app\/generated\/prisma/.test(path)),
  ).toEqual([]);
});
