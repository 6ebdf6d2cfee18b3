type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * JSONL of a bulk query's result: every object of a connection becomes a line of its own; one of a nested connection
 * names its parent in `__parentId`, and follows it directly only when the objects are to be grouped.
 * Source: https://shopify.dev/docs/api/usage/bulk-operations/queries#the-jsonl-data-format
 */
export function toJsonLines(data: Json, grouped: boolean): { lines: string[]; rootObjects: number } {
  const roots = takeConnections(data);
  const all = roots.flatMap((node) => linesOf(node, null, 0));
  // Without grouping the real order is open: level by level is one that breaks readers who rely on another.
  if (!grouped) all.sort((a, b) => a.level - b.level);
  return { lines: all.map(({ text }) => text), rootObjects: roots.length };
}

function linesOf(node: Json, parentId: unknown, level: number): { text: string; level: number }[] {
  const copy = { ...node };
  const children = takeConnections(copy);
  const text = JSON.stringify(parentId === null ? copy : { ...copy, __parentId: parentId });
  return [{ text, level }, ...children.flatMap((child) => linesOf(child, node["id"], level + 1))];
}

/** Removes the connections from an object, at any depth, and returns their nodes. */
function takeConnections(object: Json): Json[] {
  const found: Json[] = [];
  for (const [key, value] of Object.entries(object)) {
    const nodes = nodesOf(value);
    if (nodes) {
      found.push(...nodes);
      delete object[key];
    } else if (isObject(value)) {
      const copy = { ...value };
      found.push(...takeConnections(copy));
      object[key] = copy;
    }
  }
  return found;
}

function nodesOf(value: unknown): Json[] | null {
  if (!isObject(value)) return null;
  const { edges, nodes } = value;
  if (Array.isArray(nodes)) return nodes.filter(isObject);
  if (!Array.isArray(edges)) return null;
  return edges
    .filter(isObject)
    .map((edge) => edge["node"])
    .filter(isObject);
}
