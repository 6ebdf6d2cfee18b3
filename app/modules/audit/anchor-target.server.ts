import { mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import { logger } from "~/logger.server";

/**
 * A place outside the database that keeps signed lines. It only ever adds: a folder, the log, or a bucket with object lock
 * (one object for each call).
 */
export type AnchorTarget = {
  readonly name: string;
  /** @throws Error when the lines are not safely kept. */
  readonly append: (lines: readonly string[]) => Promise<void>;
};

const NEWLINE = 0x0a;

/** One file of JSON lines a month in a folder, synced to disk before it counts. */
export function fileAnchor(folder: string): AnchorTarget {
  return {
    name: `folder ${folder}`,
    append: async (lines) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = await open(join(folder, `${new Date().toISOString().slice(0, 7)}.jsonl`), "a+", 0o600);
      try {
        const { size } = await file.stat();
        const last = size === 0 ? null : (await file.read(Buffer.alloc(1), 0, 1, size - 1)).buffer[0];
        // A line that was cut off by a crash must not swallow the next one.
        const start = last === null || last === NEWLINE ? "" : "\n";
        await file.appendFile(`${start}${lines.join("\n")}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
    },
  };
}

/** The process's own log, for whoever ships it to another machine. */
export const logAnchor: AnchorTarget = {
  name: "log",
  append: async (lines) => {
    for (const anchor of lines) logger.info({ anchor }, "an audit head was anchored");
  },
};
