import { useState } from "react";

const drafts = new Map<string, string>();

/** A text that is being written, kept in this page's memory while its writer looks at another page of the app. */
export function useDraft(id: string): [text: string, setText: (text: string) => void] {
  const [text, setText] = useState(() => drafts.get(id) ?? "");
  const keep = (next: string) => {
    if (next === "") drafts.delete(id);
    else drafts.set(id, next);
    setText(next);
  };
  return [text, keep];
}
