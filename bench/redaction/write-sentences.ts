import type { Labelled } from "./labelled.ts";

export function writeSentences(_count: number, _names: "listed" | "unlisted"): Labelled[] {
  return [];
}
