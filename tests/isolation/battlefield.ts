import type { Client } from "pg";
import { ROLES } from "~/modules/tenancy/permissions";
import { createAppHandler, listAppRoutes } from "../integration/app-handler";
import { addStaff, installForStaff } from "../integration/staff-shop";
import type { Battlefield } from "./attempt";
import { createMarker, seedShop } from "./seed-shop";
import { listTenantTables } from "./tenant-tables";
import { collectIds, readVocabulary } from "./victim";

/** Seeds a victim with canaries in every table, an attacker with rows like it and staff of every role, and a second shop of the attacker's. */
export async function setUpBattlefield(owner: Client, seed: number): Promise<Battlefield> {
  const tables = await listTenantTables(owner);
  const [victim, attacker, expendable] = ["victim", "attacker", "expendable"].map(
    (name) => `isolation-${name}-${seed}.myshopify.com`,
  ) as [string, string, string]; // one for each of the three names
  await seedShop(owner, tables, createMarker(victim, "B"));
  for (const shopId of [attacker, expendable]) {
    // Its own texts are no canaries: reading them is its right.
    const mark = createMarker(shopId, "A");
    await seedShop(owner, tables, { ...mark, canary: (...place) => mark.canary(...place).replace("CNRY", "OWN") });
    await installForStaff(shopId);
  }
  const staff = [...ROLES, null].map((role, at) => ({ id: String(1_000 + at), role }));
  for (const { id, role } of staff) await addStaff(attacker, id, role);
  const { fields, choices } = readVocabulary();
  const named = await collectIds(owner, tables, victim);
  return {
    attacker,
    expendable,
    victim,
    ids: named.map(({ id }) => id),
    named,
    fields,
    choices,
    staff,
    routes: await listAppRoutes(),
    handle: await createAppHandler(),
    tables,
  };
}
