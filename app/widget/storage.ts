const PREFIX = "inhouse:";

/** A value that lasts as long as the tab; null when there is none or storage is forbidden. */
export function recall(key: string): string | null {
  try {
    return sessionStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

/** Keeps a value for this tab; null forgets it. Does nothing where storage is forbidden. */
export function keep(key: string, value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(PREFIX + key);
    else sessionStorage.setItem(PREFIX + key, value);
  } catch {
    // The chat works without a memory.
  }
}
