import { askPage, serverRoots } from "./ask-page.server";
import { PROXY_EXAMPLE } from "./proxy-example";
import { CONTROL_DOORS, SIDE_DOORS, type DoorGives, type SideDoor } from "./side-doors";
import { emptyReading, type Finding, type Visit } from "./visit";

const AT_ONCE = 4;
const METHOD_NOT_ALLOWED = 405;
const CLOSED = new Set([401, 403, 404, METHOD_NOT_ALLOWED]);

type Open = { readonly path: string; readonly gives: DoorGives };
type Probe = () => Promise<Open | null>;

/** Pages beside the API that answer to anyone, without a key. */
export async function checkSideDoors(visit: Visit): Promise<Finding> {
  const roots = serverRoots(visit);
  const stranger = await askPage(visit, `${roots[0]}/doctor-${crypto.randomUUID()}`, { key: "none" });
  const control = stranger.status === METHOD_NOT_ALLOWED ? [] : CONTROL_DOORS;
  const probes = roots.flatMap((root): Probe[] => [
    ...SIDE_DOORS.map((door) => () => tryDoor(visit, root, door)),
    ...control.map((path) => () => tryControl(visit, root, path)),
  ]);
  const open = await runSome(probes);
  if (open.length === 0)
    return {
      result: "pass",
      detail: `None of ${SIDE_DOORS.length + CONTROL_DOORS.length} known pages beside the API answers without the key.`,
    };
  const isBad = open.some(({ gives }) => gives !== "details");
  return { result: isBad ? "fail" : "warn", detail: describeOpen(open), fix: fixFor(visit), example: PROXY_EXAMPLE };
}

/** A door that might answer a prompt is first knocked at with an empty question: a prompt is sent, and logged, only where something answers. */
async function tryDoor(visit: Visit, root: string, { path, gives, body, isOpen }: SideDoor): Promise<Open | null> {
  const wish = body?.(visit.facts.model ?? visit.endpoint.model);
  const ask = (question?: object) =>
    askPage(visit, `${root}${path}`, { key: "none", ...(question ? { body: question } : {}) }).catch(() => null);
  const open = { path: pathAt(root, path), gives };
  if (wish && gives === "answers") {
    const knocked = await ask({});
    if (knocked === null || CLOSED.has(knocked.status)) return null;
    const finish = await visit.ledger({ path, ...wish });
    const page = await ask(wish);
    const isAnswered = page?.status === 200 && isOpen(page);
    await finish(isAnswered ? { ...emptyReading(), text: page.text, finishReason: "stop" } : null);
    return isAnswered ? open : null;
  }
  const page = await ask(wish);
  return page?.status === 200 && isOpen(page) ? open : null;
}

async function tryControl(visit: Visit, root: string, path: string): Promise<Open | null> {
  const page = await askPage(visit, `${root}${path}`, { key: "none" }).catch(() => null);
  return page?.status === METHOD_NOT_ALLOWED ? { path: pathAt(root, path), gives: "control" } : null;
}

const pathAt = (root: string, path: string) => `${new URL(root).pathname.replace(/\/$/, "")}${path}`;

async function runSome(probes: readonly Probe[]): Promise<Open[]> {
  const rest = [...probes];
  const found: Open[] = [];
  const work = async () => {
    for (let probe = rest.shift(); probe; probe = rest.shift()) {
      const open = await probe();
      if (open !== null) found.push(open);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return found;
}

const WORDS = {
  answers: "Prompts are answered without the key at",
  control: "The server can be controlled without the key at",
  prompts: "Other people's requests can be seen without the key at",
  details: "Details of the server are shown without the key at",
} as const satisfies Record<DoorGives, string>;

function describeOpen(open: readonly Open[]): string {
  return (["answers", "control", "prompts", "details"] as const)
    .map((gives) => ({ gives, paths: open.filter((door) => door.gives === gives).map(({ path }) => path) }))
    .filter(({ paths }) => paths.length > 0)
    .map(({ gives, paths }) => `${WORDS[gives]} ${[...new Set(paths)].sort().join(", ")}.`)
    .join(" ");
}

function fixFor({ facts }: Visit): string {
  const proxy =
    "Let the server listen on 127.0.0.1 only (--host 127.0.0.1) and put a reverse proxy in front of it that passes on the two pages that this app uses under /v1 and nothing else.";
  if (facts.kind !== "vllm") return proxy;
  return `vLLM's --api-key guards only paths under /v1, /v2 and /inference; no option closes the others, except --disable-fastapi-docs for /docs and /openapi.json. ${proxy}`;
}
