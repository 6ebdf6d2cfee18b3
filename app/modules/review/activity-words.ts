import { isRole, ROLE_WORDS } from "~/modules/tenancy/permissions";

/** What the Activity page can be narrowed to: each with the event types that belong to it. */
export const ACTIVITY_GROUPS = {
  looked: { label: "Looking at calls", types: ["model_call.viewed", "model_call.revealed"] },
  revealed: { label: "Personal data revealed", types: ["model_call.revealed"] },
  roles: { label: "Roles", types: ["staff.role_changed"] },
  settings: { label: "Settings and model servers", prefixes: ["settings", "endpoint", "scopes"] },
  copy: { label: "Product copy", prefixes: ["copy"] },
  privacy: {
    label: "Privacy and keys",
    types: ["conversation.erased", "conversation.searched"],
    prefixes: ["customer", "shop", "privacy_request", "retention", "subject_keys", "key"],
  },
  calls: { label: "Model calls", prefixes: ["model_call"] },
} as const satisfies Record<string, { label: string; types?: readonly string[]; prefixes?: readonly string[] }>;

export type ActivityGroup = keyof typeof ACTIVITY_GROUPS;

const WORDS: Readonly<Record<string, string>> = {
  "app.installed": "The app was installed",
  "app.uninstalled": "The app was uninstalled",
  "conversation.erased": "A conversation was erased",
  "conversation.search_ended": "A search for conversations ended",
  "conversation.searched": "Conversations were searched for words",
  "conversation.handed_over": "A conversation was passed to a person",
  "copy.published": "Product copy was published",
  "copy.undone": "Published product copy was undone",
  "customer.exported": "A customer's data was exported",
  "customer.redacted": "A customer's data was erased",
  "endpoint.added": "A model server was added",
  "endpoint.changed": "A model server was changed",
  "endpoint.checked": "A model server was checked",
  "endpoint.moved": "The order of model servers was changed",
  "endpoint.removed": "A model server was removed",
  "key.rotated": "Encryption keys were replaced",
  "key.rotation_started": "A replacement of encryption keys began",
  "model_call.finished": "A model call ended",
  "model_call.revealed": "Personal data in a call was revealed",
  "model_call.viewed": "A call was looked at",
  "privacy_request.received": "A privacy request was received",
  "scopes.changed": "What the app may ask Shopify for was changed",
  "settings.changed": "Settings were changed",
  "shop.redacted": "The shop's data was erased",
  "subject_keys.destroyed": "Keys were destroyed, and what they encrypted with them",
};

/** One event in a sentence; for a type that is not known yet, its own name in words. `nameStaff` names a number in Shopify. */
export function describeEvent(
  type: string,
  payload: Readonly<Record<string, unknown>>,
  nameStaff: (staffId: string) => string,
): string {
  if (type === "staff.role_changed") {
    const { staffId, from, to } = payload;
    const whose = typeof staffId === "string" ? nameStaff(staffId) : "Somebody";
    return `The role of ${whose} was changed: ${roleName(from)} → ${roleName(to)}`;
  }
  return WORDS[type] ?? fromName(type);
}

function roleName(role: unknown): string {
  return typeof role === "string" && isRole(role) ? ROLE_WORDS[role].name : "no access";
}

/** "test_run.started" → "Test run: started" */
function fromName(type: string): string {
  const text = type.replaceAll("_", " ").replace(".", ": ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
