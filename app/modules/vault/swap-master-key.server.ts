import { randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { MASTER_KEY_BYTES, readMasterKey, readOlderMasterKeys } from "./master-key-file.server";

const OWNER_ONLY = 0o600;
const ID_CHARS = 8;

/**
 * Puts a new random master key in the place of the file and keeps the old one beside it, as "<file>.old-<id>". At every moment the file
 * holds one whole key, and every key that wrapped something lies in one of the files; after a crash it can simply be called again.
 * @returns the ids of the old key and of the new one
 */
export function swapMasterKey(file: string): { readonly before: string; readonly after: string } {
  const before = readMasterKey(file);
  const next = `${file}.next`;
  rmSync(next, { force: true });
  writeDurably(next, randomBytes(MASTER_KEY_BYTES));
  const old = `${file}.old-${Buffer.from(before.id).toString("hex").slice(0, ID_CHARS)}`;
  if (!existsSync(old)) linkSync(file, old);
  syncFolder(file);
  renameSync(next, file);
  syncFolder(file);
  return { before: before.masterKeyId, after: readMasterKey(file).masterKeyId };
}

/** Removes the files beside the master key that hold another key. @returns their names */
export function removeOlderMasterKeys(file: string): string[] {
  const { masterKeyId } = readMasterKey(file);
  const older = readOlderMasterKeys(file).filter((key) => key.masterKeyId !== masterKeyId);
  for (const key of older) rmSync(key.file);
  syncFolder(file);
  return older.map((key) => key.file);
}

function writeDurably(file: string, bytes: Uint8Array): void {
  const handle = openSync(file, "wx", OWNER_ONLY);
  try {
    writeSync(handle, bytes);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** A rename is on the disk when its folder is (man 2 fsync). */
function syncFolder(file: string): void {
  const handle = openSync(dirname(file), "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
