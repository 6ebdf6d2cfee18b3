import type { Role } from "~/modules/tenancy/permissions";
import type { AppRoute } from "../integration/app-handler";
import type { Random } from "./random";
import type { TenantTable } from "./tenant-tables";
import type { VictimId } from "./victim";

/** One try to reach the victim. */
export type Attempt = {
  /** What was tried, so that a leak can be tried again by hand. */
  readonly name: string;
  /** Everything that whoever tried it could read. */
  readonly run: () => Promise<string>;
};

/** One way of attacking: makes attempts by chance. `at` counts them, for those that must not miss anything. */
export type Attack = (random: Random, field: Battlefield, at: number) => Attempt;

/** What the attempts know: all ids of the victim, and how the app is spoken to. */
export type Battlefield = {
  readonly attacker: string;
  /** A second shop of the attacker's, for what would end the first one's installation. */
  readonly expendable: string;
  readonly victim: string;
  /** Every id of the victim's rows. */
  readonly ids: readonly string[];
  /** The same, with the tables that they are of. */
  readonly named: readonly VictimId[];
  readonly fields: readonly string[];
  readonly choices: readonly string[];
  readonly staff: readonly { readonly id: string; readonly role: Role | null }[];
  readonly routes: readonly AppRoute[];
  readonly handle: (request: Request) => Promise<Response>;
  readonly tables: readonly TenantTable[];
};

/** From when the batch of an attempt is made up. */
const ATTEMPT_TIMEOUT_MS = 45_000;

export const patience = () => AbortSignal.timeout(ATTEMPT_TIMEOUT_MS);

/** An id of the victim, now and then written otherwise. */
export function foreignId(random: Random, { ids }: Battlefield): string {
  const id = random.pick(ids);
  if (random.chance(0.85)) return id;
  return random.pick([
    id.toUpperCase(),
    ` ${id} `,
    `${id}\u0000`,
    `${id}' OR '1'='1`,
    encodeURIComponent(id),
    Buffer.from(id).toString("base64url"),
    Buffer.from(JSON.stringify([new Date().toISOString(), id])).toString("base64url"),
    Buffer.from(JSON.stringify({ id, shopId: ids[0] })).toString("base64url"),
    `../${id}`,
    `gid://shopify/Product/${/\d+$/.exec(id)?.[0] ?? "1"}`,
  ]);
}

/** An id of the kind that a parameter or field of this name wants, such as a model call's for "callId"; now and then any other. */
export function idNamed(random: Random, field: Battlefield, name: string): string {
  const stem = /^([a-z]+)Ids?$/.exec(name)?.[1];
  const fitting = field.named.filter(({ table }) => stem !== undefined && table.split("_").includes(stem));
  if (fitting.length === 0 || random.chance(0.25)) return foreignId(random, field);
  const { id } = random.pick(fitting);
  // Addresses of ours name a product by its number.
  return random.chance(0.5) ? id : id.replace(/^gid:.*\//, "");
}

/** Some fields with the victim's ids in them, and choices that the app knows. */
export function foreignFields(random: Random, field: Battlefield, most: number): Record<string, string> {
  const count = random.below(most + 1);
  const made: Record<string, string> = random.chance(0.6) ? { intent: random.pick(field.choices) } : {};
  for (let n = 0; n < count; n += 1) {
    const name = random.pick(field.fields);
    made[name] = random.chance(0.7) ? idNamed(random, field, name) : random.pick(field.choices);
  }
  return made;
}

/** Status, headers and the whole body. */
export async function readAll(response: Response): Promise<string> {
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
  return `${response.status}\n${headers}\n\n${await response.text()}`;
}
