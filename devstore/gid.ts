/** Shopify's global id of an object: `gid://shopify/<Type>/<id>`. */
export function gid(type: string, id: number | string): string {
  return `gid://shopify/${type}/${id}`;
}

/** Type and number of a global id; null when it is malformed. */
export function parseGid(value: string): { type: string; id: number } | null {
  const match = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d+)$/.exec(value);
  return match?.[1] && match[2] ? { type: match[1], id: Number(match[2]) } : null;
}

/** Number of a global id of the wanted type; null when it is of another type or malformed. */
export function idOf(type: string, value: string): number | null {
  const parsed = parseGid(value);
  return parsed?.type === type ? parsed.id : null;
}
