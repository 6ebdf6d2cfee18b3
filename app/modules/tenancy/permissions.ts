/** What a member of staff may do, in the words of the Staff page. A route names the one that it needs; nothing else in the app decides on roles. */
export const PERMISSION_WORDS = {
  "home.view": "Open the app and see whether it is set up",
  /** What was said is masked without `chats.answer`. */
  "chats.view": "See the chats that ask for a person",
  /** Shows what shoppers wrote as they wrote it. */
  "chats.answer": "Read, take over and answer those chats, and close them",
  "copy.view": "See product copy and drafts",
  "copy.write": "Write and discard drafts",
  "copy.publish": "Publish product copy and undo it",
  /** Without the personal data that was taken out before a call. */
  "logs.view": "Read the LLM logs",
  /** Judge, comment, assign, resolve, add to the test set. */
  "logs.review": "Judge, assign and resolve calls",
  "logs.reveal": "Reveal personal data in a call, with a reason",
  /** A new model call from an old one. */
  "logs.replay": "Run a call again",
  "logs.export": "Export the LLM logs",
  "models.view": "See model servers and their checks",
  "models.manage": "Add, check, change and remove model servers",
  "redaction.preview": "Try out what would be removed from a text",
  "settings.view": "See settings, limits and usage",
  "settings.manage": "Change settings and bring the catalogue up to date",
  "keys.rotate": "Replace encryption keys",
  "privacy.view": "See data requests, retention and records of processing",
  /** Downloads of data requests, retention, erasures. */
  "privacy.manage": "Answer data requests, change retention, erase",
  "audit.view": "See who did what in the app",
  "staff.view": "See staff and their roles",
  "staff.manage": "Give and take roles",
} as const;

export type Permission = keyof typeof PERMISSION_WORDS;

// The keys of the object above, which Object.keys types as strings.
export const PERMISSIONS = Object.keys(PERMISSION_WORDS) as readonly Permission[];

export const ROLES = ["owner", "admin", "copy_editor", "support_agent", "reviewer", "auditor"] as const;

export type Role = (typeof ROLES)[number];

/** Whether a stored or sent text names a role. */
export function isRole(text: string | null): text is Role {
  return ROLES.some((role) => role === text);
}

/** What a role is called, and for whom it is meant. */
export const ROLE_WORDS: Readonly<Record<Role, { readonly name: string; readonly meantFor: string }>> = {
  owner: { name: "Owner", meantFor: "Answers for the app: may do everything, and alone gives roles." },
  admin: { name: "Admin", meantFor: "Runs the app day by day." },
  copy_editor: { name: "Copy editor", meantFor: "Writes and publishes product texts." },
  support_agent: {
    name: "Support agent",
    meantFor: "Answers shoppers who ask for a person, and looks up what the assistant said.",
  },
  reviewer: { name: "Reviewer", meantFor: "Judges calls, and may reveal personal data in them with a reason." },
  auditor: { name: "Auditor", meantFor: "Reads everything and changes nothing." },
};

const READING = PERMISSIONS.filter((permission) => permission.endsWith(".view"));

/** role → what it may do; no role may do what is not listed. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  owner: PERMISSIONS,
  admin: PERMISSIONS.filter((permission) => permission !== "staff.manage"),
  copy_editor: ["home.view", "copy.view", "copy.write", "copy.publish", "redaction.preview"],
  support_agent: ["home.view", "chats.view", "chats.answer", "logs.view", "redaction.preview"],
  reviewer: ["home.view", "logs.view", "logs.review", "logs.reveal", "logs.replay", "logs.export", "redaction.preview"],
  auditor: READING,
};

/** Whether a role may do it; nobody without a role may do anything. */
export function isAllowed(role: Role | null | undefined, permission: Permission): boolean {
  return role ? ROLE_PERMISSIONS[role].includes(permission) : false;
}

/** The roles that may do it, in their order. */
export function rolesWith(permission: Permission): readonly Role[] {
  return ROLES.filter((role) => isAllowed(role, permission));
}
