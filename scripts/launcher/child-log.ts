import { createWriteStream, mkdirSync } from "node:fs";
import { dirname } from "node:path";

const MAX_LOG_BYTES = 20_000_000;
const KEPT_LINES = 200;

/** Output of one child: in a file that begins anew at each start and at 20 MB, and its last lines in memory. */
export type ChildLog = {
  file: string;
  write(chunk: string): void;
  lastLines(count: number): string[];
  close(): void;
};

/** @param echo also receives every whole line, for --verbose */
export function openChildLog(file: string, echo?: (line: string) => void): ChildLog {
  mkdirSync(dirname(file), { recursive: true });
  let stream = createWriteStream(file);
  let written = 0;
  let partial = "";
  const recent: string[] = [];
  const restart = () => {
    stream.end();
    stream = createWriteStream(file);
    written = 0;
  };
  return {
    file,
    write(chunk) {
      if (written + chunk.length > MAX_LOG_BYTES) restart();
      written += chunk.length;
      stream.write(chunk);
      const lines = (partial + chunk).split("\n");
      partial = lines.pop() ?? "";
      recent.push(...lines);
      recent.splice(0, recent.length - KEPT_LINES);
      for (const line of echo ? lines : []) echo?.(line);
    },
    lastLines: (count) => [...recent, partial].filter((line) => line.trim()).slice(-count),
    close: () => stream.end(),
  };
}
