import { askPage, serverRoots, type Page } from "./ask-page.server";
import { PROXY_EXAMPLE } from "./proxy-example";
import { CONTROL_DOORS, SIDE_DOORS, type DoorGives, type SideDoor } from "./side-doors";
import { emptyReading, type Finding, type Visit } from "./visit";

const AT_ONCE = 4;
const OK = 200;
const METHOD_NOT_ALLOWED = 405;
const CLOSED = new Set([401, 403, 404, METHOD_NOT_ALLOWED]);

type Open = { readonly path: string; readonly gives: DoorGives };
type Probe = () => Promise<Open | null>;

/** Pages beside the API that answer to anyone, without a key. */
export async function checkSideDoors(visit: Visit): Promise<Finding> {
  const probes = (await Promise.all(serverRoots(visit).map((root) => listProbes(visit, root)))).flat();
  const open = await runSome(probes);
  if (open.length === 0)
    return {
      result: "pass",
      detail: `None of ${SIDE_DOORS.length + CONTROL_DOORS.length} known pages beside the API answers without the key.`,
    };
  const isBad = open.some(({ gives }) => gives !== "details");
  return { result: isBad ? "fail" : "warn", detail: describeOpen(open), fix: fixFor(visit), example: PROXY_EXAMPLE };
}

/** How a root answers what it cannot know: a page that is answered alike is no door, unless its answer is a door's own. */
type Ground = { readonly root: string; readonly answersGet: boolean; readonly answersPost: boolean };

async function listProbes(visit: Visit, root: string): Promise<Probe[]> {
  const nowhere = `${root}/doctor-${crypto.randomUUID()}`;
  const [byGet, byPost] = await Promise.all([knock(visit, nowhere), knock(visit, nowhere, {})]);
  const ground = { root, answersGet: byGet?.status === OK, answersPost: byPost?.status === OK };
  const control = byGet?.status === METHOD_NOT_ALLOWED ? [] : CONTROL_DOORS;
  return [
    ...SIDE_DOORS.map((door) => () => tryDoor(visit, ground, door)),
    ...control.map((path) => () => tryControl(visit, root, path)),
  ];
}

/** Without the key; null when there is no answer. */
function knock(visit: Visit, url: string, body?: object): Promise<Page | null> {
  return askPage(visit, url, { key: "none", ...(body ? { body } : {}) }).catch(() => null);
}

/** A door that might answer a prompt is first knocked at with an empty question: a prompt is sent, and logged, only where something answers. */
async function tryDoor(visit: Visit, ground: Ground, door: SideDoor): Promise<Open | null> {
  const { path, gives, body } = door;
  const url = `${ground.root}${path}`;
  const wish = body?.(visit.facts.model ?? visit.endpoint.model);
  const open = { path: pathAt(ground.root, path), gives };
  if (!wish || gives !== "answers") return isOpen(await knock(visit, url, wish), ground, door) ? open : null;
  const knocked = await knock(visit, url, {});
  if (knocked === null || CLOSED.has(knocked.status)) return null;
  const finish = await visit.ledger({ path, ...wish });
  const page = await knock(visit, url, wish);
  const isAnswered = isOpen(page, ground, door);
  await finish(isAnswered ? { ...emptyReading(), text: page?.text ?? "", finishReason: "stop" } : null);
  return isAnswered ? open : null;
}

function isOpen(page: Page | null, ground: Ground, { body, looksRight }: SideDoor): boolean {
  if (page?.status !== OK) return false;
  return looksRight(page) || !(body ? ground.answersPost : ground.answersGet);
}

async function tryControl(visit: Visit, root: string, path: string): Promise<Open | null> {
  const page = await knock(visit, `${root}${path}`);
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
