import { chownSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { LaunchError, messageOf } from "./launch-error.ts";
import { requireFreePorts } from "./ports.ts";
import type { PostgresHome } from "./postgres-home.ts";
import { commandOf } from "./running-instance.ts";
import type { Child, ChildSpec, Supervisor } from "./supervisor.ts";

const READY_MS = 60_000;
const POLL_MS = 40;
const OLD_SERVER_STOP_MS = 15_000;
const DATABASE_STAGE = 3;

export type EmbeddedPostgres = { home: PostgresHome; port: number; password: string };

/** Connection string of the owner for one database of the embedded server. */
export function ownerUrlOf({ port, password }: EmbeddedPostgres, database: string): string {
  return `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/**
 * Makes the cluster on first use and starts the server on 127.0.0.1, with a password for everyone and no Unix socket.
 * Takes a server over that an earlier, killed launcher left behind.
 * @throws {LaunchError} when initdb or the server fails, with the last lines of its log
 */
export async function startEmbeddedPostgres(supervisor: Supervisor, server: EmbeddedPostgres): Promise<Child> {
  const { home } = server;
  if (!existsSync(join(home.data, "PG_VERSION"))) await makeCluster(supervisor, server);
  await stopLeftoverServer(home.data);
  await requireFreePorts([{ port: server.port, host: "127.0.0.1", variable: "DATABASE_PORT", purpose: "database" }]);
  const child = supervisor.start({
    ...asPostgres(home, "postgres", ["-D", home.data, ...serverOptions(server.port)]),
    name: "database",
    // Fast shutdown: https://www.postgresql.org/docs/18/server-shutdown.html
    stopSignal: "SIGINT",
    stopStage: DATABASE_STAGE,
  });
  await waitUntilReady(child, ownerUrlOf(server, "postgres"));
  return child;
}

function serverOptions(port: number): string[] {
  const options = { port, listen_addresses: "127.0.0.1", unix_socket_directories: "", max_connections: 100 };
  return Object.entries(options).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

async function makeCluster(supervisor: Supervisor, { home, password }: EmbeddedPostgres): Promise<void> {
  const passwordFile = `${home.data}.password`;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  const flags = ["--username=postgres", "--auth=scram-sha-256", "--encoding=UTF8", "--no-instructions"];
  // The built-in provider sorts the same on every machine: https://www.postgresql.org/docs/18/locale.html
  const locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
  try {
    if (home.user) chownSync(passwordFile, home.user.uid, home.user.gid);
    const spec = asPostgres(home, "initdb", [`--pgdata=${home.data}`, `--pwfile=${passwordFile}`, ...flags, ...locale]);
    await supervisor.run({ ...spec, name: "initdb" });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function asPostgres(
  home: PostgresHome,
  program: string,
  args: string[],
): Pick<ChildSpec, "command" | "args" | "env" | "cwd" | "uid" | "gid"> {
  return {
    command: join(home.programs, "bin", program),
    args,
    env: { PATH: process.env["PATH"], LC_ALL: "C", TZ: "UTC" },
    cwd: home.data,
    ...home.user,
  };
}

/** The postmaster's process id is the first line of postmaster.pid; after a crash the file stays. */
async function stopLeftoverServer(data: string): Promise<void> {
  const file = join(data, "postmaster.pid");
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  if (!commandOf(pid)?.includes(data)) return rmSync(file, { force: true });
  process.kill(pid, "SIGINT");
  const deadline = performance.now() + OLD_SERVER_STOP_MS;
  while (existsSync(file)) {
    if (performance.now() > deadline)
      throw new LaunchError(
        `The database of an earlier start (process ${pid}) does not stop: end it, then start again.`,
      );
    await pause();
  }
}

async function waitUntilReady(child: Child, url: string): Promise<void> {
  const deadline = performance.now() + READY_MS;
  for (;;) {
    if (child.hasEnded()) throw await child.ended;
    const problem = await tryConnect(url);
    if (problem === null) return;
    if (performance.now() > deadline)
      throw new LaunchError(`The database was not ready after ${READY_MS / 1000} s: ${problem}`);
    // Recovery after a crash says 57P03; a wrong password will not mend by waiting.
    if (problem.includes("password authentication failed")) {
      throw new LaunchError(
        "The database does not accept the password in secrets.json: restore that file, or remove the data folder to begin again.",
      );
    }
    await pause();
  }
}

/** Null when a connection can be had, otherwise why not. */
export async function tryConnect(url: string): Promise<string | null> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return null;
  } catch (error) {
    return messageOf(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, POLL_MS));
}
