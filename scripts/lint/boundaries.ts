import type { Linter } from "eslint";

/**
 * The dependency rule as one table: each room of app/ with the rooms below it that it may import.
 * A room may always import itself, `lib` and generated types of what it may import.
 */
const GROUND = ["db.server", "env.server", "logger.server"];
const TENANCY = ["modules/tenancy", "shopify.server"];
const BELOW_TENANCY = ["modules/audit", "modules/vault", ...GROUND];
const MIDDLE = ["modules/inference", "modules/commerce", "modules/jobs"];
const FEATURES = ["modules/support-chat", "modules/product-copy", "modules/review", "modules/privacy", "modules/keys"];
const BELOW_FEATURES = ["modules/knowledge", ...MIDDLE, ...TENANCY, ...BELOW_TENANCY];

/** room → rooms that it may import */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  lib: ["logger.server"],
  "modules/vault": GROUND,
  "modules/audit": ["modules/vault", ...GROUND],
  // Install and uninstall end in a job; the queue itself knows no feature and stands beside.
  "modules/tenancy": ["shopify.server", "modules/jobs", ...BELOW_TENANCY],
  "modules/jobs": ["modules/tenancy/shop-context", ...BELOW_TENANCY],
  "modules/inference": ["modules/tenancy", ...BELOW_TENANCY],
  "modules/commerce": [...TENANCY, ...BELOW_TENANCY],
  "modules/knowledge": [...MIDDLE, ...TENANCY, ...BELOW_TENANCY],
  ...Object.fromEntries(FEATURES.map((feature) => [feature, BELOW_FEATURES])),
  components: [
    "modules/support-chat",
    "modules/review",
    "modules/product-copy",
    "modules/privacy",
    "modules/keys",
    "modules/inference",
    "modules/tenancy/permissions",
    "modules/tenancy/list-staff.server",
  ],
  routes: [
    "components",
    ...FEATURES,
    "modules/knowledge",
    ...MIDDLE,
    ...TENANCY,
    "webhooks.server",
    "personal-data.server",
    "env.server",
    "logger.server",
  ],
  widget: ["modules/support-chat/chat-protocol"],
  // Commands for a terminal. That the standalone ones hold no database and no settings is tested on their bundles.
  cli: ["modules/inference", "modules/keys", "modules/jobs", ...TENANCY, ...BELOW_TENANCY],
};

const ROOMS = [
  ...Object.keys(MAY_IMPORT),
  ...GROUND,
  "shopify.server",
  "webhooks.server",
  "personal-data.server",
  "server",
  "worker",
];

/** Packages that one room only may use. */
const ONLY_IN: Readonly<Record<string, string>> = {
  openai: "modules/inference",
  "pg-boss": "modules/jobs",
  "@prisma/adapter-pg": "db.server",
};

type Pattern = { group?: string[]; regex?: string; message: string };

const PARENT: Pattern = { group: ["../*", "**/../*"], message: "Import across modules by ~/…, inside a module by ./…" };

/** One `no-restricted-imports` block for each room, and the rules that hold for all of them. */
export function boundaryRules(): Linter.Config[] {
  return [...Object.keys(MAY_IMPORT).map(roomBlock), ...outsideBlocks(), environmentBlock()];
}

function roomBlock(room: string): Linter.Config {
  const allowed = new Set([room, "lib", ...(MAY_IMPORT[room] ?? [])]);
  const forbidden = ROOMS.filter(
    (other) => !allowed.has(other) && ![...allowed].some((entry) => other.startsWith(`${entry}/`)),
  );
  const reach = forbidden.map((other) => ({
    regex: `^~/${escape(other)}(/|$)${exceptions(other, allowed)}`,
    message: `${room} may not import ${other}: the dependency rule goes down only.`,
  }));
  const packages = Object.entries(ONLY_IN)
    .filter(([, home]) => home !== room)
    .map(([name, home]) => ({ regex: `^${name}(/|$)`, message: `Only ${home} uses ${name}.` }));
  const prisma = ["routes", "components", "widget"].includes(room)
    ? [{ regex: "^(~/generated|@prisma)", message: `${room} know no database: call a use case.` }]
    : [];
  return restrict(
    [`app/${room}/**`, `app/${room}.{ts,tsx}`],
    [PARENT, ...reach, ...packages, ...prisma],
    room === "widget",
  );
}

/** Files of a room that may be imported although the room as a whole may not. */
function exceptions(room: string, allowed: ReadonlySet<string>): string {
  const files = [...allowed].filter((entry) => entry.startsWith(`${room}/`));
  return files.length ? `(?!${files.map((file) => escape(file.slice(room.length + 1))).join("|")})` : "";
}

function outsideBlocks(): Linter.Config[] {
  const app: Pattern = {
    regex: "^(~/|.*/app/)",
    message: "This folder is not part of the app and imports none of it.",
  };
  return [restrict(["devstore/**/*.{ts,tsx}", "inference/**/*.{ts,tsx}", "scripts/**/*.{ts,tsx}"], [app])];
}

function environmentBlock(): Linter.Config {
  return {
    files: ["app/**"],
    ignores: ["app/env.server.ts", "app/**/*.test.ts"],
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "process", property: "env", message: "Only env.server.ts reads the environment." },
      ],
    },
  };
}

const NO_DEPENDENCIES: Pattern = {
  regex: "^(?!\\./|~/modules/support-chat/chat-protocol$)",
  message: "The widget has no dependencies.",
};

function restrict(files: string[], patterns: readonly Pattern[], typesOnly = false): Linter.Config {
  const rule = typesOnly ? [...patterns, NO_DEPENDENCIES] : patterns;
  return {
    files,
    ignores: ["**/*.test.ts", "**/*.test.tsx"],
    rules: {
      "no-restricted-imports": "off",
      "@typescript-eslint/no-restricted-imports": ["error", { patterns: rule }],
    },
  };
}

function escape(text: string): string {
  return text.replaceAll(".", "\\.");
}
