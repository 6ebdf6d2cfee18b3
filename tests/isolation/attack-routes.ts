import { env } from "~/env.server";
import { dataPath, type AppRoute } from "../integration/app-handler";
import { ROUTE_ACCESS } from "../integration/route-access";
import { staffRequest } from "../integration/staff-shop";
import { foreignFields, idNamed, patience, readAll, type Attack, type Battlefield } from "./attempt";
import type { Random } from "./random";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;
const NIL = "00000000-0000-4000-8000-000000000000";

/** Staff of the attacker's shop, of each role and of none, ask every route for the victim's ids, in the path, the query, the body and headers. */
export const attackRoutes: Attack = (random, field, at) => {
  // In turn, so that none is left out by chance.
  const route = field.routes[at % field.routes.length] ?? random.pick(field.routes);
  const method = random.chance(0.2) ? random.pick(METHODS) : likelyMethod(random, route);
  // The first is the owner, who gets furthest.
  const { id, role } = random.chance(0.5) ? (field.staff[0] ?? random.pick(field.staff)) : random.pick(field.staff);
  const path = route.path.replace(/:(\w+)|\*/g, (_found, name: string | undefined) =>
    encodeURIComponent(idNamed(random, field, name ?? "")),
  );
  const query = new URLSearchParams(random.chance(0.6) ? foreignFields(random, field, 3) : {});
  if (random.chance(0.2)) query.set("shop", field.victim);
  const target = dataPath(route, `${path}?${query}`);
  const body = method === "GET" || method === "HEAD" ? null : makeBody(random, field, route.id);
  const headers = random.chance(0.2) ? strangeHeaders(field.victim) : {};
  return {
    name: `${method} ${target} as ${role ?? "nobody"} ${body?.text ?? ""}`,
    run: async () => {
      const init = {
        method,
        headers: { ...headers, ...body?.headers },
        ...(body && { body: body.text }),
        signal: patience(),
      };
      return readAll(await field.handle(staffRequest(field.attacker, id, target, init)));
    },
  };
};

/** One that the route answers. */
function likelyMethod(random: Random, { module }: AppRoute): (typeof METHODS)[number] {
  if (!("action" in module)) return "GET";
  return "loader" in module && random.chance(0.4) ? "GET" : "POST";
}

function makeBody(random: Random, field: Battlefield, routeId: string) {
  const values = {
    ...foreignFields(random, field, 4),
    ...(random.chance(0.6) ? template(random, field, routeId) : {}),
  };
  if (random.chance(0.3)) return { text: JSON.stringify(values), headers: { "content-type": "application/json" } };
  return {
    text: new URLSearchParams(values).toString(),
    headers: { "content-type": "application/x-www-form-urlencoded" },
  };
}

/** A body that the route's schema takes, with the victim's ids in it. */
function template(random: Random, field: Battlefield, routeId: string): Record<string, string> {
  const access = ROUTE_ACCESS[routeId];
  if (typeof access !== "object" || access.act === undefined || typeof access.act === "string") return {};
  const { body } = random.pick(access.act);
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, value === NIL ? random.pick(field.ids) : value]),
  );
}

function strangeHeaders(victim: string): Record<string, string> {
  return {
    "x-shopify-shop-domain": victim,
    "x-forwarded-host": victim,
    origin: `https://${victim}`,
    referer: `${env.SHOPIFY_APP_URL}/app?shop=${victim}`,
    cookie: `shop=${victim}; shopify_app_session=offline_${victim}`,
  };
}
