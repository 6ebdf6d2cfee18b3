import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { buildClientSchema } from "graphql";
import { z } from "zod";
import type { GraphQLSchema, IntrospectionQuery } from "graphql";

/** Access scopes of which a token needs one, and Shopify's words for them. */
export type Requirement = { scopes: readonly string[]; text: string };

export type AdminSchema = {
  schema: GraphQLSchema;
  /** What a field of a type, or a whole type, requires; null when nothing. */
  requirementOf: (typeName: string, fieldName?: string) => Requirement | null;
};

type ScopeItem = { typeName: string; fieldName?: string; requiredAccess: string; offlineScopes: string[] };
/** Of a pinned package: checking each of its 3,500 types on every start would be for nothing. */
const SchemaFile = z.object({
  data: z.custom<IntrospectionQuery>((value) => typeof value === "object" && value !== null && "__schema" in value),
  offline_scopes: z.object({ items: z.custom<ScopeItem[]>(Array.isArray) }),
});

const SCHEMA_FILE = "admin_2026-10.json.gz";
let cached: AdminSchema | null = null;

/**
 * Shopify's Admin API 2026-10 as `@shopify/dev-mcp` ships it: the introspection result and the access scopes of each
 * type and field. Read on first use, since it takes about 0.3 s.
 */
export function adminSchema(): AdminSchema {
  cached ??= readSchema();
  return cached;
}

function readSchema(): AdminSchema {
  const packageFile = findPackageJSON("@shopify/dev-mcp", import.meta.url);
  if (packageFile === undefined)
    throw new Error("@shopify/dev-mcp, which holds the Admin API's schema, is not installed");
  const file = join(dirname(packageFile), "dist/data", SCHEMA_FILE);
  const content = SchemaFile.parse(JSON.parse(gunzipSync(readFileSync(file)).toString()));
  const requirements = new Map<string, Requirement>();
  for (const { typeName, fieldName, requiredAccess, offlineScopes } of content.offline_scopes.items) {
    const key = fieldName === undefined ? typeName : `${typeName}.${fieldName}`;
    if (offlineScopes.length > 0) requirements.set(key, { scopes: offlineScopes, text: requiredAccess });
  }
  return {
    schema: buildClientSchema(content.data, { assumeValid: true }),
    requirementOf: (typeName, fieldName) =>
      requirements.get(fieldName === undefined ? typeName : `${typeName}.${fieldName}`) ?? null,
  };
}
