import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";

/**
 * One hash over the names and contents of files and folders, for "has anything changed since?".
 * @param skip decides by the path relative to root; a skipped folder is not entered
 */
export function hashContents(
  root: string,
  paths: readonly string[],
  skip: (path: string) => boolean = () => false,
): string {
  const hash = createHash("sha256");
  const files = paths.flatMap((path) => listFiles(root, join(root, path), skip)).sort();
  for (const file of files) {
    const content = readFileSync(join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/** True when `stampFile` holds another hash than this one, or none. */
export function isStale(stampFile: string, hash: string): boolean {
  return !existsSync(stampFile) || readFileSync(stampFile, "utf8") !== hash;
}

function listFiles(root: string, path: string, skip: (path: string) => boolean): string[] {
  const name = relative(root, path);
  if (skip(name) || !existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [name];
  return readdirSync(path).flatMap((entry) => listFiles(root, join(path, entry), skip));
}
