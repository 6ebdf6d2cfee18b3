/** Which product metafields the merchant released as facts: "namespace.key", or "namespace.*" for a whole namespace. */
export type FactSelection = { readonly keys: readonly string[]; readonly namespaces: readonly string[] };

const ENTRY = /^([\w-]{2,64})\.(\*|[\w-]{2,64})$/;
const MAX_KEYS = 100;
/** A bulk query may have five lists: products, variants, facts by key and these. */
const MAX_NAMESPACES = 2;
/** Names under which shops keep what they pay and whom they buy from; never read, even when ticked by mistake. */
const SECRET_NAME = /cost|margin|markup|supplier|vendor|wholesale|purchase|profit|internal|private|einkauf|lieferant/i;

/** Reads the merchant's allow-list; malformed entries and names of business secrets are left out. */
export function selectFacts(allowed: readonly string[]): FactSelection {
  const keys: string[] = [];
  const namespaces: string[] = [];
  for (const entry of allowed) {
    const [, namespace, key] = ENTRY.exec(entry) ?? [];
    if (!namespace || !key || isSecretName(namespace) || isSecretName(key)) continue;
    if (key === "*") namespaces.push(namespace);
    else keys.push(entry);
  }
  return { keys: keys.slice(0, MAX_KEYS), namespaces: namespaces.slice(0, MAX_NAMESPACES) };
}

/** True for a metafield name that sounds like a business secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}
