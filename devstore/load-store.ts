import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { z } from "zod";
import { findStoreProblems } from "./check-store.ts";
import { STORE_FILES } from "./store-schema.ts";
import type { Store } from "./store-schema.ts";

/** The message of an error stays readable; `problems` has all. */
const MAX_LISTED = 50;

/** A store folder that cannot be loaded; the message lists every problem with its file, path and reason. */
export class StoreError extends Error {
  override name = "StoreError";
  readonly problems: readonly string[];

  constructor(folder: string, problems: readonly string[]) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    const more = problems.length > MAX_LISTED ? [`… and ${problems.length - MAX_LISTED} more`] : [];
    const lines = [...problems.slice(0, MAX_LISTED), ...more].map((line) => `  ${line}`);
    super(`The store in ${folder} cannot be loaded (${count}):\n${lines.join("\n")}`);
    this.problems = problems;
  }
}

/**
 * Loads a store folder in the format of devstore/README.md.
 * @throws StoreError with all problems when a file is missing, malformed or contradicts another.
 */
export function loadStore(path: string): Store {
  const folder = resolve(path);
  const problems: string[] = [];
  const read = <Schema extends z.ZodType>(file: string, schema: Schema) =>
    readStoreFile(folder, file, schema, problems);

  const shop = read("shop.json", STORE_FILES["shop.json"]);
  const lists = {
    products: read("products.json", STORE_FILES["products.json"]) ?? [],
    collections: read("collections.json", STORE_FILES["collections.json"]) ?? [],
    policies: read("policies.json", STORE_FILES["policies.json"]) ?? [],
    pages: read("pages.json", STORE_FILES["pages.json"]) ?? [],
    customers: read("customers.json", STORE_FILES["customers.json"]) ?? [],
    orders: read("orders.json", STORE_FILES["orders.json"]) ?? [],
  };
  if (problems.length > 0 || !shop) throw new StoreError(folder, problems);

  const store: Store = { folder, domain: `${shop.handle}.myshopify.com`, shop, ...lists };
  problems.push(...findStoreProblems(store));
  if (problems.length > 0) throw new StoreError(folder, problems);
  return store;
}

function readStoreFile<Schema extends z.ZodType>(
  folder: string,
  file: string,
  schema: Schema,
  problems: string[],
): z.infer<Schema> | null {
  const path = join(folder, file);
  if (!existsSync(path)) {
    if (file === "shop.json") problems.push(`${path}: file not found; every store folder needs one`);
    return null;
  }
  const content = parseJson(path, problems);
  if (content === undefined) return null;
  const result = schema.safeParse(content);
  if (result.success) return result.data;
  for (const issue of result.error.issues) problems.push(`${path}: ${jsonPath(issue.path)}: ${issue.message}`);
  return null;
}

function parseJson(path: string, problems: string[]): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    problems.push(`${path}: $: not valid JSON: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function jsonPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => text + (typeof key === "number" ? `[${key}]` : `.${String(key)}`), "$");
}
