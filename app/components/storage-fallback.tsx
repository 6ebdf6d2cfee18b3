// Runs before any other script. Browsers that block third-party storage, private windows among them, throw when a framed
// page only touches sessionStorage; Remix keeps scroll positions there and stops navigating when that throws.
const SCRIPT = `try { void window.sessionStorage; } catch {
  const kept = new Map();
  const storage = {
    get length() { return kept.size; },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (name) => kept.get(String(name)) ?? null,
    setItem: (name, value) => void kept.set(String(name), String(value)),
    removeItem: (name) => void kept.delete(String(name)),
    clear: () => kept.clear(),
  };
  Object.defineProperty(window, "sessionStorage", { value: storage, configurable: true });
}`;

/** Keeps session storage in memory where the browser denies it to a framed page. */
export function StorageFallback() {
  return <script dangerouslySetInnerHTML={{ __html: SCRIPT }} />;
}
