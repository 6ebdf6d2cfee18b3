/**
 * Adds the local store's origin, and its shops on `*.localhost`, to who may frame a page.
 * A policy without frame-ancestors, and one that allows nobody, stays as it is.
 */
export function allowLocalFrames(policy: string, localOrigin: string | undefined): string {
  if (localOrigin === undefined) return policy;
  const { origin, port, protocol } = new URL(localOrigin);
  const shops = `${protocol}//*.localhost${port === "" ? "" : `:${port}`}`;
  return policy.replace(/frame-ancestors (?!'none')([^;]*)/, `frame-ancestors $1 ${origin} ${shops}`);
}
