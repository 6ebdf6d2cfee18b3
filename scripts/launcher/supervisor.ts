import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { openChildLog } from "./child-log.ts";
import type { ChildLog } from "./child-log.ts";
import { LaunchError } from "./launch-error.ts";
import { startReaper } from "./reaper.ts";

const STOP_GRACE_MS = 8_000;
const SHOWN_LINES = 15;

export type Environment = Record<string, string | undefined>;

export type ChildSpec = {
  name: string;
  command: string;
  args: readonly string[];
  /** The launcher's own environment unless given. */
  env?: Environment;
  cwd?: string;
  uid?: number;
  gid?: number;
  /** Signal that makes it end in good order; SIGTERM unless given. */
  stopSignal?: NodeJS.Signals;
  /** Children of a lower stage are stopped first; 1 unless given. */
  stopStage?: number;
  /** How many of its last lines a failure shows. */
  shownLines?: number;
  /** Told when it ends unasked, for a child that the others can do without. */
  onDeath?: (error: LaunchError) => void;
};

export type Child = {
  name: string;
  /** Resolves when the process has ended, with what to say about it. */
  ended: Promise<LaunchError>;
  hasEnded(): boolean;
  stop(): Promise<void>;
};

/** Starts, watches and stops processes. Each is a process group of its own, so that Ctrl-C reaches only the launcher. */
export type Supervisor = {
  /** Starts a process that stays. */
  start(spec: ChildSpec): Child;
  /** Runs a process to its end. @throws {LaunchError} with its last lines when it fails */
  run(spec: ChildSpec): Promise<void>;
  /** Stops all, stage by stage. Nothing can be started afterwards. */
  stopAll(): Promise<void>;
  /** Resolves when the first child ends that was not asked to and has no `onDeath`. */
  firstDeath: Promise<LaunchError>;
};

type Running = Child & { stage: number };

/** @param options.verbose echoes every line of every child to standard output */
export function createSupervisor(options: { logDir: string; verbose: boolean }): Supervisor {
  const reaper = startReaper();
  const running = new Set<Running>();
  let reportDeath: (error: LaunchError) => void = () => undefined;
  const firstDeath = new Promise<LaunchError>((resolve) => (reportDeath = resolve));
  let stopping = false;

  const launch = (spec: ChildSpec): { child: Running; exitCode: Promise<number | null> } => {
    if (stopping) throw new LaunchError(`${spec.name} was not started: Inhouse is stopping.`);
    const echo = options.verbose ? (line: string) => console.log(`[${spec.name}] ${line}`) : undefined;
    const log = openChildLog(join(options.logDir, `${spec.name}.log`), echo);
    const process = spawnInGroup(spec, log);
    const signal = spec.stopSignal ?? "SIGTERM";
    const pid = process.pid;
    if (pid) reaper.add(pid, signal);
    const exit = whenExited(process);
    const child: Running = {
      name: spec.name,
      stage: spec.stopStage ?? 1,
      hasEnded: () => process.exitCode !== null || process.signalCode !== null || !pid,
      ended: exit.then((reason) => describeEnd(spec, reason, log)),
      stop: () => stopGroup(pid, signal, exit),
    };
    running.add(child);
    void exit.then(() => {
      if (pid) reaper.remove(pid);
      running.delete(child);
      log.close();
    });
    return { child, exitCode: exit.then(() => process.exitCode) };
  };

  return {
    firstDeath,
    start(spec) {
      const { child } = launch(spec);
      void child.ended.then((error) => {
        if (!stopping) (spec.onDeath ?? reportDeath)(error);
      });
      return child;
    },
    async run(spec) {
      const { child, exitCode } = launch(spec);
      if ((await exitCode) !== 0) throw await child.ended;
    },
    async stopAll() {
      stopping = true;
      const stages = [...new Set([...running].map((child) => child.stage))].sort((a, b) => a - b);
      for (const stage of stages) {
        await Promise.all([...running].filter((child) => child.stage === stage).map((child) => child.stop()));
      }
    },
  };
}

function spawnInGroup(spec: ChildSpec, log: ChildLog): ChildProcess {
  const { command, args, env, cwd, uid, gid } = spec;
  const child = spawn(command, args, {
    // The Remix types make NODE_ENV required, which the operating system does not.
    ...(env && { env: env as NodeJS.ProcessEnv }),
    ...(cwd && { cwd }),
    ...(uid !== undefined && { uid }),
    ...(gid !== undefined && { gid }),
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => log.write(text));
  return child;
}

function whenExited(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => resolve(signal ? `was ended by ${signal}` : `ended with code ${code}`));
  });
}

function describeEnd({ name, shownLines }: ChildSpec, reason: string, log: ChildLog): LaunchError {
  return new LaunchError(
    `${name} ${reason}. Its last lines (all of them: ${log.file}):`,
    log.lastLines(shownLines ?? SHOWN_LINES),
  );
}

async function stopGroup(pid: number | undefined, signal: NodeJS.Signals, exit: Promise<string>): Promise<void> {
  if (!pid) return;
  signalGroup(pid, signal);
  const timer = setTimeout(() => signalGroup(pid, "SIGKILL"), STOP_GRACE_MS);
  await exit;
  clearTimeout(timer);
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group has already ended.
  }
}
