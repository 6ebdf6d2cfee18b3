import { isRole, ROLE_WORDS } from "~/modules/tenancy/permissions";

/** What the Activity page can be narrowed to: each with the event types that belong to it. */
export const ACTIVITY_GROUPS = {
  notable: { label: "Everything but ended model calls", prefixes: [] },
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
  checks: { label: "Checks of this log", prefixes: ["audit_log"] },
  chats: {
    label: "Chats with a person",
    types: [
      "conversation.answered",
      "conversation.closed",
      "conversation.given_back",
      "conversation.handed_over",
      "conversation.reopened",
      "conversation.taken_over",
      "conversation.viewed",
    ],
  },
  calls: { label: "Model calls", prefixes: ["model_call"] },
} as const satisfies Record<string, { label: string; types?: readonly string[]; prefixes?: readonly string[] }>;

export type ActivityGroup = keyof typeof ACTIVITY_GROUPS;

const WORDS: Readonly<Record<string, string>> = {
  "app.installed": "The app was installed",
  "app.uninstalled": "The app was uninstalled",
  "audit_log.check_cancelled": "A check of this log was stopped",
  "audit_log.check_requested": "A check of this log was asked for",
  "call_export.downloaded": "An export of calls was downloaded",
  "call_export.finished": "An export of calls was finished",
  "call_export.requested": "An export of calls was asked for",
  "conversation.answered": "A shopper was answered by a person",
  "conversation.closed": "A chat was closed",
  "conversation.erased": "A conversation was erased",
  "conversation.given_back": "A chat was given back to the assistant",
  "conversation.search_ended": "A search for conversations ended",
  "conversation.searched": "Conversations were searched for words",
  "conversation.handed_over": "A conversation was passed to a person",
  "conversation.reopened": "A closed chat was opened again by its shopper",
  "conversation.taken_over": "A chat was taken over",
  "conversation.viewed": "A chat was read",
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
  "log_view.deleted": "A view of the LLM logs was deleted",
  "log_view.renamed": "A view of the LLM logs was renamed",
  "log_view.saved": "A view of the LLM logs was saved",
  "model_call.assigned": "A call was assigned",
  "model_call.comment_removed": "A comment on a call was removed",
  "model_call.commented": "A call was commented on",
  "model_call.finished": "A model call ended",
  "model_call.judged": "A call was judged",
  "model_call.reopened": "A call's review was reopened",
  "model_call.replayed": "A call was run again",
  "model_call.resolved": "A call's review was resolved",
  "model_call.revealed": "Personal data in a call was revealed",
  "model_call.viewed": "A call was looked at",
  "privacy_request.downloaded": "A copy of a customer's data was downloaded",
  "privacy_request.received": "A privacy request was received",
  "retention.applied": "What was too old was deleted",
  "retention.changed": "How long data is kept was changed",
  "retention.requested": "A run of retention was asked for",
  "scopes.changed": "What the app may ask Shopify for was changed",
  "settings.changed": "Settings were changed",
  "shop.redacted": "The shop's data was erased",
  "shop.redaction_started": "The erasure of the shop's data began",
  "subject_keys.destroyed": "Keys were destroyed, and what they encrypted with them",
  "test_case.added": "A call was added to the test set",
  "test_case.removed": "A case was removed from the test set",
  "test_run.cancelled": "A run of the test set was cancelled",
  "test_run.finished": "A run of the test set ended",
  "test_run.started": "A run of the test set began",
};

/** One event in a sentence; for a type that is not known yet, its own name in words. `nameStaff` names a number in Shopify. */
export function describeEvent(
  type: string,
  payload: Readonly<Record<string, unknown>>,
  nameStaff: (staffId: string) => string,
): string {
  if (type === "staff.role_changed") {
    const { staffId, from, to } = payload;
    const whose = typeof staffId === "string" ? nameStaff(staffId) : "somebody";
    return `The role of ${whose} was changed: ${roleName(from)} → ${roleName(to)}`;
  }
  if (type === "audit_log.checked") return checkedWords(payload);
  return WORDS[type] ?? fromName(type);
}

function checkedWords({ outcome, events, event }: Readonly<Record<string, unknown>>): string {
  const count = (value: unknown) => Number(value).toLocaleString("en");
  if (outcome === "whole") return `This log was checked: ${count(events)} events, all whole`;
  return `This log was checked: event ${count(event)} does not hold`;
}

function roleName(role: unknown): string {
  return typeof role === "string" && isRole(role) ? ROLE_WORDS[role].name : "no access";
}

/** "test_run.started" → "Test run: started" */
function fromName(type: string): string {
  const text = type.replaceAll("_", " ").replace(".", ": ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
