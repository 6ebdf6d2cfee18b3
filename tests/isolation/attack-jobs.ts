import type { JobHandler } from "~/modules/jobs/define-job";
import { personalDataHolders, retainedData, sweeps } from "~/personal-data.server";
import { foreignId, patience, type Attack, type Battlefield } from "./attempt";
import type { Random } from "./random";

const MODULES = import.meta.glob<Record<string, unknown>>("../../app/modules/*/*-jobs.server.ts", { eager: true });

/** All that the worker runs for one shop, found in the rooms' files; what runs on a schedule is for all shops and takes no ids. */
const HANDLERS = Object.values(MODULES)
  .flatMap((module) => Object.values(module))
  .flatMap((exported): unknown => (typeof exported === "function" ? callMaker(exported) : exported))
  .filter(isHandler)
  .filter(({ job }) => job.cron === undefined);

/** A room that is given the others' parts exports a function that makes its list. */
function callMaker(exported: object): unknown {
  const isMaker = typeof exported === "function" && exported.name.endsWith("Handlers");
  return isMaker ? Reflect.apply(exported, null, [personalDataHolders, retainedData, sweeps]) : [];
}

function isHandler(value: unknown): value is JobHandler {
  return typeof value === "object" && value !== null && "job" in value && "run" in value;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** Jobs of the attacker's shop whose payload names the victim's rows. */
export const attackJobs: Attack = (random, field, at) => {
  const handler = HANDLERS[at % HANDLERS.length] ?? random.pick(HANDLERS);
  const payload = makePayload(random, field);
  return {
    name: `job ${handler.job.name} ${JSON.stringify(payload)}`,
    run: () =>
      handler.run(payload, patience()).then(
        () => "done",
        (error: unknown) => String(error),
      ),
  };
};

/** Every field that a payload of ours is known to have, and whatever else the source names. */
function makePayload(random: Random, field: Battlefield): Record<string, unknown> {
  const ids = Object.fromEntries(
    field.fields.filter((name) => /Ids?$|^id$/.test(name)).map((name) => [name, idFor(random, field, name)]),
  );
  const now = new Date(Date.now() - 3_600_000).toISOString();
  return { ...ids, uninstalledAt: now, attempt: 1, shopId: field.expendable };
}

function idFor(random: Random, field: Battlefield, name: string): string {
  if (/product/i.test(name)) return random.pick(field.ids.filter((id) => id.startsWith("gid://")));
  return random.chance(0.8) ? random.pick(field.ids.filter((id) => UUID.test(id))) : foreignId(random, field);
}
