import { fileURLToPath } from "node:url";
import { ESLint, type Linter } from "eslint";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

// Only the rules about imports: typed rules need the file to exist.
const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: true,
  baseConfig: await boundaryConfig(),
});

async function boundaryConfig(): Promise<Linter.Config[]> {
  const [{ boundaryRules }, { describedDisables }, tseslint] = await Promise.all([
    import("./boundaries.ts"),
    import("./described-disables.ts"),
    import("typescript-eslint"),
  ]);
  return [
    {
      files: ["**/*.{ts,tsx}"],
      languageOptions: { parser: tseslint.parser },
      // typescript-eslint types its plugin apart from ESLint's own, though ESLint takes it.
      plugins: {
        "@typescript-eslint": tseslint.plugin,
        inhouse: { rules: { "described-disables": describedDisables } },
      },
      rules: { "inhouse/described-disables": "error", "no-console": "error" },
    },
    ...boundaryRules(),
  ];
}

async function problems(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: `${root}/${filePath}` });
  return (result?.messages ?? []).map((message) => message.message);
}

const use = (path: string) => `import { x } from "${path}";\nx();\n`;

describe("the dependency rule refuses", () => {
  it.each([
    ["a reach up", "app/modules/vault/a.server.ts", "~/modules/tenancy/require-shop.server"],
    ["a feature in a feature", "app/modules/support-chat/a.ts", "~/modules/product-copy/claims"],
    ["the middle in the middle", "app/modules/inference/a.ts", "~/modules/commerce/commerce-types"],
    ["Shopify below tenancy", "app/modules/audit/a.server.ts", "~/shopify.server"],
    ["knowledge in inference", "app/modules/inference/a.ts", "~/modules/knowledge/knowledge-types"],
    ["a domain word in lib", "app/lib/a.ts", "~/modules/commerce/commerce-types"],
    ["the database in a route", "app/routes/a.ts", "~/db.server"],
    ["Prisma in a route", "app/routes/a.ts", "~/generated/prisma/client"],
    ["openai outside inference", "app/modules/support-chat/a.ts", "openai"],
    ["the queue outside jobs", "app/modules/knowledge/a.server.ts", "pg-boss"],
    ["a parent folder", "app/modules/review/a.ts", "../commerce/commerce-types"],
    ["the app in the dev store", "devstore/a.ts", "~/env.server"],
    ["the app in a script", "scripts/a.ts", "../app/env.server"],
    ["the app in the model launcher", "inference/a.ts", "../app/env.server"],
    ["a package in the widget", "app/widget/a.ts", "zod"],
    ["another room in the widget", "app/widget/a.ts", "~/modules/support-chat/intent"],
  ])("%s", async (_name, file, path) => {
    expect(await problems(file, use(path))).not.toEqual([]);
  });

  it("the environment outside env.server", async () => {
    expect(await problems("app/modules/vault/a.server.ts", "process.env.SECRET;\n")).toHaveLength(1);
  });

  it("a suppression that does not say why", async () => {
    expect(await problems("app/lib/a.ts", "// eslint-disable-next-line no-console\nconsole.log(1);\n")).toContain(
      "Say why after ` -- `.",
    );
  });
});

describe("the dependency rule accepts", () => {
  it.each([
    ["a reach down", "app/modules/support-chat/a.server.ts", "~/modules/inference/stream-governed.server"],
    ["a neighbour", "app/modules/vault/a.server.ts", "./sealed-box"],
    ["openai in inference", "app/modules/inference/a.server.ts", "openai"],
    ["a use case in a route", "app/routes/a.ts", "~/modules/support-chat/answer-turn.server"],
    ["the protocol in the widget", "app/widget/a.ts", "~/modules/support-chat/chat-protocol"],
    ["a neighbour in the dev store", "devstore/a.ts", "./context.ts"],
  ])("%s", async (_name, file, path) => {
    expect(await problems(file, use(path))).toEqual([]);
  });

  it("a suppression with its reason", async () => {
    expect(
      await problems(
        "app/lib/a.ts",
        "// eslint-disable-next-line no-console -- the boot log is not up yet\nconsole.log(1);\n",
      ),
    ).toEqual([]);
  });
});
