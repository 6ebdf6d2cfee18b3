/** What a member of staff may do. A route names the one that it needs; nothing else in the app decides on roles. */
export const PERMISSIONS = [
  "home.view",
  "copy.view",
  "copy.write",
  "copy.publish",
  "logs.view",
  /** Review: judge, comment, assign, resolve, add to the test set. */
  "logs.review",
  /** Personal data in a record, with a reason. */
  "logs.reveal",
  /** A new model call from an old one. */
  "logs.replay",
  "logs.export",
  "models.view",
  "models.manage",
  "redaction.preview",
  "settings.view",
  "settings.manage",
  "keys.rotate",
  "privacy.view",
  /** Downloads of data requests, retention, erasures. */
  "privacy.manage",
  "staff.view",
  "staff.manage",
] as const;

export type Permission = (typeof PERMISSIONS)[number];

export const ROLES = ["owner", "admin", "copy_editor", "support_agent", "reviewer", "auditor"] as const;

export type Role = (typeof ROLES)[number];

const REVIEW = ["home.view", "logs.view", "logs.review", "logs.reveal", "redaction.preview"] as const;

/** role → what it may do; no role may do what is not listed. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  owner: PERMISSIONS,
  admin: PERMISSIONS.filter((permission) => permission !== "staff.manage"),
  copy_editor: ["home.view", "copy.view", "copy.write", "copy.publish", "redaction.preview"],
  support_agent: ["home.view", "logs.view", "redaction.preview"],
  reviewer: [...REVIEW, "logs.replay", "logs.export"],
  auditor: ["home.view", "logs.view", "models.view", "settings.view", "privacy.view", "staff.view", "copy.view"],
};

/** Whether a role may do it. */
export function isAllowed(role: Role, permission: Permission): boolean {
  return ROLE_PERMISSIONS[role].includes(permission);
}
