import { withTenant, type TenantTx } from "~/db.server";
import { AppError } from "~/lib/app-error";
import { newId } from "~/lib/new-id";
import { appendEvent } from "~/modules/audit/append-event.server";
import type { ShopContext } from "~/modules/tenancy/shop-context";
import { staffIdOf } from "~/modules/tenancy/staff-id";
import { maskWords } from "./mask-words.server";
import { BUILTIN_VIEWS, MAX_VIEWS, type ViewForm, type ViewResult } from "./log-view";

/**
 * Saves, renames or deletes a view of the log. A name keeps none of the personal data that is found in it. Everyone may change the shop's views, and only their maker the others. The audit log is told of
 * it without the name, which people choose.
 * @throws AppError `not_found` for a view that the member of staff does not have.
 */
export async function changeLogView(shop: ShopContext, sent: ViewForm): Promise<ViewResult> {
  const form = "name" in sent ? { ...sent, name: await maskWords(shop, null, sent.name) } : sent;
  return withTenant(shop, async (tx) => {
    await lockViews(tx, shop);
    if (form.intent === "save") return saveView(tx, shop, form);
    const view = await getView(tx, shop, form.viewId);
    if (form.intent === "rename") return renameView(tx, shop, view, form.name);
    await tx.logView.delete({ where: whereOf(shop, view.id) });
    await note(tx, shop, "deleted", view);
    return { ok: true, viewId: view.id };
  });
}

type Owned = { readonly id: string; readonly owner: string | null };

const whereOf = ({ shopId }: ShopContext, id: string) => ({ shopId_id: { shopId, id } });

/** One change at a time: names are compared, and views counted. */
async function lockViews(tx: TenantTx, { shopId }: ShopContext): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`log_view ${shopId}`}, 0))`;
}

async function saveView(
  tx: TenantTx,
  shop: ShopContext,
  { viewId, name, filters, shared }: Extract<ViewForm, { intent: "save" }>,
): Promise<ViewResult> {
  const owner = shared === "yes" ? null : staffIdOf(shop);
  const id = viewId === undefined ? newId() : (await getView(tx, shop, viewId)).id;
  if (await isTaken(tx, shop, { id, owner }, name)) return { ok: false, reason: "name_taken" };
  if ((await tx.logView.count({ where: { shopId: shop.shopId, owner, id: { not: id } } })) >= MAX_VIEWS)
    return { ok: false, reason: "too_many" };
  const data = { name, filters, owner };
  await tx.logView.upsert({
    where: whereOf(shop, id),
    create: { shopId: shop.shopId, id, ...data },
    update: data,
  });
  await note(tx, shop, "saved", { id, owner });
  return { ok: true, viewId: id };
}

async function renameView(tx: TenantTx, shop: ShopContext, view: Owned, name: string): Promise<ViewResult> {
  if (await isTaken(tx, shop, view, name)) return { ok: false, reason: "name_taken" };
  await tx.logView.update({ where: whereOf(shop, view.id), data: { name } });
  await note(tx, shop, "renamed", view);
  return { ok: true, viewId: view.id };
}

async function getView(tx: TenantTx, shop: ShopContext, id: string): Promise<Owned> {
  const view = await tx.logView.findUnique({ where: whereOf(shop, id) });
  if (view && (view.owner === null || view.owner === staffIdOf(shop))) return view;
  throw new AppError("not_found", {
    message: "no such view of the log",
    userMessage: "This view does not exist any more. Someone else may have deleted it.",
  });
}

async function isTaken(tx: TenantTx, { shopId }: ShopContext, { id, owner }: Owned, name: string): Promise<boolean> {
  if (BUILTIN_VIEWS.some((view) => view.name.toLowerCase() === name.toLowerCase())) return true;
  const others = await tx.logView.findMany({ where: { shopId, owner, id: { not: id } }, select: { name: true } });
  return others.some((other) => other.name.toLowerCase() === name.toLowerCase());
}

function note(tx: TenantTx, shop: ShopContext, what: "saved" | "renamed" | "deleted", { id, owner }: Owned) {
  return appendEvent(tx, shop, { type: `log_view.${what}`, payload: { viewId: id, shared: owner === null } });
}
