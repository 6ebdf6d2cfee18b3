import { existsSync, readFileSync } from "node:fs";
import { parse } from "smol-toml";
import { z } from "zod";

/** What `shopify app deploy` would register with Shopify, as far as the dev store needs it. */
export type AppConfig = {
  scopes: string[];
  /** Topics such as `products/update`, with the path that they are posted to. */
  subscriptions: { topic: string; uri: string }[];
};

const Topics = z.array(z.string()).default([]);
const AppToml = z.object({
  access_scopes: z.object({ scopes: z.string().default("") }).prefault({}),
  webhooks: z
    .object({
      subscriptions: z
        .array(z.object({ topics: Topics, compliance_topics: Topics, uri: z.string().default("/webhooks") }))
        .default([]),
    })
    .prefault({}),
});

/** Topics that the dev store sends when there is no shopify.app.toml to declare them. */
const DEFAULT_TOPICS = [
  "app/uninstalled",
  "app/scopes_update",
  "products/create",
  "products/update",
  "products/delete",
  "bulk_operations/finish",
  "customers/data_request",
  "customers/redact",
  "shop/redact",
];

/**
 * Reads scopes and declared webhooks from a shopify.app.toml; `scopes` (comma-separated) overrides its scopes.
 * @throws when the file is not valid TOML or lacks the expected shape.
 */
export function readAppConfig(tomlPath: string, scopes: string | undefined): AppConfig {
  const found = existsSync(tomlPath);
  const toml = AppToml.parse(found ? parse(readFileSync(tomlPath, "utf8")) : {});
  const declared = toml.webhooks.subscriptions.flatMap(({ topics, compliance_topics: compliance, uri }) =>
    [...topics, ...compliance].map((topic) => ({ topic, uri: pathOf(uri) })),
  );
  return {
    scopes: (scopes ?? toml.access_scopes.scopes)
      .split(",")
      .map((scope) => scope.trim())
      .filter(Boolean),
    subscriptions: found ? declared : DEFAULT_TOPICS.map((topic) => ({ topic, uri: "/webhooks" })),
  };
}

/** The toml may name the deployed origin; in development the app is elsewhere. */
function pathOf(uri: string): string {
  const url = URL.parse(uri);
  return url ? url.pathname : uri;
}
