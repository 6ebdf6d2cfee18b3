import { AppError } from "~/lib/app-error";
import { isAllowed, PERMISSION_WORDS, ROLE_WORDS, rolesWith, type Permission, type Role } from "./permissions";
import type { Actor, ShopContext } from "./shop-context";

/**
 * The one place where a role decides. `requireShop` calls it for the permission that a route names; an action whose intents need more calls
 * it again. Only staff with a role get through: jobs and shoppers never come here.
 * @throws AppError `forbidden`, which says what was refused and which roles may do it.
 */
export function requirePermission({ actor }: ShopContext, permission: Permission): void {
  const role = roleOf(actor);
  if (isAllowed(role, permission)) return;
  throw new AppError("forbidden", {
    message: `${role ?? "no role"} may not ${permission}`,
    userMessage: refusal(role, permission),
  });
}

/** Whether who acts has it, for what is shown to some in full and to others masked. Only staff have permissions. */
export function hasPermission({ actor }: ShopContext, permission: Permission): boolean {
  return isAllowed(roleOf(actor), permission);
}

const roleOf = (actor: Actor) => (actor.kind === "staff" ? actor.role : undefined);

function refusal(role: Role | undefined, permission: Permission): string {
  const has = role ? `Your role is ${ROLE_WORDS[role].name}` : "You have no role in this app yet";
  const may = listWords(rolesWith(permission).map((entry) => ROLE_WORDS[entry].name));
  return `${has}. It takes another one to do this: ${lowerFirst(PERMISSION_WORDS[permission])}. These roles may: ${may}. Ask an owner.`;
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

const listWords = (words: readonly string[]) => words.join(", ");
