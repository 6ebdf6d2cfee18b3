/** What a key does in the review queue. */
export const SHORTCUTS = {
  next: { keys: ["j", "ArrowRight"], shown: "J or →", label: "Next call" },
  previous: { keys: ["k", "ArrowLeft"], shown: "K or ←", label: "Previous call" },
  good: { keys: ["1"], shown: "1", label: "Judge good" },
  wrong: { keys: ["2"], shown: "2", label: "Judge wrong" },
  unsafe: { keys: ["3"], shown: "3", label: "Judge unsafe" },
  note: { keys: ["n"], shown: "N", label: "Write a note (Escape leaves it)" },
  assign: { keys: ["a"], shown: "A", label: "Assign to me" },
  resolve: { keys: ["r"], shown: "R", label: "Resolve or reopen" },
  undo: { keys: ["u"], shown: "U", label: "Undo the last judgement" },
  help: { keys: ["?"], shown: "?", label: "Show these keys" },
} as const;

export type Shortcut = keyof typeof SHORTCUTS;

type Key = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly defaultPrevented: boolean;
};

/** Where a key means something else: fields take letters, and groups of buttons take arrows. */
export const TYPING_PLACES = "input, textarea, select, [contenteditable=''], [contenteditable='true'], [role='dialog']";
const ARROW_PLACES = "[role='tablist'], [role='menu'], [role='listbox'], [role='radiogroup']";

/** What a key press asks for; null when it is meant for something else. `isIn` tells whether it was pressed within a place. */
export function readShortcut(event: Key, isIn: (places: string) => boolean): Shortcut | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return null;
  if (isIn(TYPING_PLACES) || (event.key.startsWith("Arrow") && isIn(ARROW_PLACES))) return null;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  // Object.keys gives string[]; these are the table's own.
  const names = Object.keys(SHORTCUTS) as Shortcut[];
  return names.find((name) => (SHORTCUTS[name].keys as readonly string[]).includes(key)) ?? null;
}
