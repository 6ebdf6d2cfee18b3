import { UNSAFE_flatRoutes } from "@remix-run/dev";
import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import { fileURLToPath } from "node:url";

const APP = fileURLToPath(new URL("../../app", import.meta.url));

/** Every route file, imported by Vite; what the app's own build finds in the same folder. */
const MODULES = import.meta.glob<RouteModule>("../../app/routes/*.{ts,tsx}");

export type RouteModule = ServerBuild["routes"][string]["module"];

/** One file of app/routes. */
export type AppRoute = {
  /** "routes/app.logs.$callId" */
  readonly id: string;
  /** From the root, such as "/app/logs/:callId". */
  readonly path: string;
  readonly module: RouteModule;
  /** Answers by itself, without a page around it. */
  readonly isResource: boolean;
};

type Manifest = ReturnType<typeof UNSAFE_flatRoutes>;

const manifest: Manifest = UNSAFE_flatRoutes(APP, ["**/*.test.ts", "**/*.test.tsx"], "routes");

/** Every route that the app has, found as its build finds them. */
export async function listAppRoutes(): Promise<AppRoute[]> {
  return Promise.all(
    Object.values(manifest).map(async ({ id, file }) => {
      const load = MODULES[`../../app/${file}`];
      if (!load) throw new Error(`${file} is no route file that can be imported`);
      const module = await load();
      return { id, path: fullPath(id), module, isResource: module.default === undefined };
    }),
  );
}

function fullPath(id: string): string {
  const route = manifest[id];
  if (!route) return "";
  const parent = route.parentId === undefined ? "" : fullPath(route.parentId);
  return route.path === undefined ? parent || "/" : `${parent === "/" ? "" : parent}/${route.path}`;
}

/**
 * The app as the web server runs it: Remix's own request handler over the real route files. Pages are asked for their data, as the browser
 * does on every click, since a document would need the built client.
 */
export async function createAppHandler(): Promise<(request: Request) => Promise<Response>> {
  const routes = await listAppRoutes();
  const build: ServerBuild = {
    mode: "test",
    entry: { module: { default: () => new Response("document"), handleError: () => undefined } },
    routes: Object.fromEntries(
      routes.map(({ id, module }) => {
        const { parentId, path, index } = manifest[id] ?? {};
        return [
          id,
          {
            id,
            module,
            ...(parentId && parentId !== "root" && { parentId }),
            ...(path !== undefined && { path }),
            ...(index && { index }),
          },
        ];
      }),
    ),
    assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "" },
    publicPath: "/",
    assetsBuildDirectory: "",
    isSpaMode: false,
    future: FUTURE,
  };
  const handle = createRequestHandler(build, "test");
  return (request) => handle(request);
}

/** As in vite.config.ts. */
const FUTURE = {
  v3_fetcherPersist: true,
  v3_relativeSplatPath: true,
  v3_throwAbortReason: true,
  v3_lazyRouteDiscovery: true,
  v3_routeConfig: true,
  v3_singleFetch: true,
  unstable_optimizeDeps: false,
};

/** Where a route's data is asked for, as the browser does: a page's at an address of its own that names the route, another's at its own. */
export function dataPath({ id, isResource }: AppRoute, path: string): string {
  if (isResource) return path;
  const [pathname = "", query] = path.split("?");
  const search = new URLSearchParams(query);
  search.set("_routes", id);
  return `${pathname.replace(/\/$/, "")}.data?${search}`;
}
