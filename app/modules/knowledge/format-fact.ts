import { z } from "zod";

const Measure = z.object({ value: z.number(), unit: z.string() });
const Scalars = z.array(z.union([z.string(), z.number(), z.boolean()]));
const GID = /^gid:\/\//;

/** "water_resistance" as people write it: "Water resistance". */
export function factLabel(key: string): string {
  const words = key.replace(/[_-]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * A metafield's value as people write it; null for one that says nothing to them (a reference, a structure).
 * Source of the formats: https://shopify.dev/docs/apps/build/custom-data/metafields/list-of-data-types
 */
export function factValue(value: string): string | null {
  const json = parseJson(value);
  if (json === undefined) return GID.test(value) ? null : value.trim() || null;
  if (typeof json === "boolean") return json ? "yes" : "no";
  if (typeof json === "number") return value.trim();
  const measure = Measure.safeParse(json);
  if (measure.success) return `${measure.data.value} ${measure.data.unit.toLowerCase().replaceAll("_", " ")}`;
  const list = Scalars.safeParse(json);
  if (!list.success || list.data.length === 0) return null;
  const items = list.data.map(String);
  return items.some((item) => GID.test(item)) ? null : items.join(", ");
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
