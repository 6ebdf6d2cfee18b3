import { readFileSync } from "node:fs";

export type Utterance = { readonly text: string; readonly kind: string; readonly value: string };

const COLUMNS = 4;

/** Bitext's utterances of shoppers; some hold a number of an order or invoice, some a person's name. */
export function readBitext(file: string): Utterance[] {
  return readFileSync(file, "utf8")
    .split(/\r?\n/)
    .slice(1)
    .filter((line) => line !== "")
    .map((line) => {
      const [text = "", , kind = "", value = ""] = readCells(line, COLUMNS);
      return { text, kind, value };
    });
}

function readCells(line: string, count: number): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)]
    .slice(0, count)
    .map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "");
}
