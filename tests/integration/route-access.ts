import type { Permission } from "~/modules/tenancy/permissions";

/** What an action's body asks for, when one action carries out several things. */
type Intent = { readonly needs: Permission; readonly body: Readonly<Record<string, string>> };

export type Access =
  /** Not for staff: open to all, or guarded by another signature, which tests of its own look at. */
  | "not_for_staff"
  | {
      /** "any_staff": also without a role. Absent: the route has no loader. */
      readonly load?: Permission | "any_staff";
      /** Absent: the route has no action. */
      readonly act?: Permission | readonly Intent[];
    };

const draftId = "00000000-0000-4000-8000-000000000000";

/** Who may do what at each route, written down a second time on purpose: a route that is not here, or does something else, fails the test. */
export const ROUTE_ACCESS: Readonly<Record<string, Access>> = {
  "routes/app": { load: "any_staff" },
  "routes/app._index": { load: "home.view" },
  "routes/app.catalogue": { load: "home.view", act: "settings.manage" },
  "routes/app.chats._index": { load: "chats.view" },
  "routes/app.chats.$chatId": { load: "chats.view" },
  "routes/app.chats.$chatId_.act": { act: "chats.answer" },
  "routes/app.chats.$chatId_.news": { load: "chats.view" },
  "routes/app.copy._index": { load: "copy.view" },
  "routes/app.copy.$productId": {
    load: "copy.view",
    act: [
      { needs: "copy.write", body: { intent: "save", draftId, text: "x" } },
      { needs: "copy.write", body: { intent: "discard", draftId } },
      { needs: "copy.write", body: { intent: "rebase", draftId } },
      { needs: "copy.publish", body: { intent: "publish", draftId, text: "x", claimsConfirmed: "no" } },
      { needs: "copy.publish", body: { intent: "undo", draftId } },
    ],
  },
  "routes/app.copy.$productId_.draft": { act: "copy.write" },
  "routes/app.logs._index": { load: "logs.view", act: "logs.view" },
  "routes/app.logs.charts": { load: "logs.view" },
  "routes/app.logs.search": { act: "logs.view" },
  "routes/app.logs.$callId": { load: "logs.view" },
  "routes/app.logs.$callId_.reveal": { act: "logs.reveal" },
  "routes/app.logs.$callId_.replay": { load: "logs.replay", act: "logs.replay" },
  "routes/app.logs.$callId_.review": { act: "logs.review" },
  "routes/app.logs.exports": {
    load: "logs.export",
    act: [
      {
        needs: "logs.export",
        body: { intent: "export", format: "csv", filters: "", reason: "", hasPersonalData: "no" },
      },
      {
        needs: "logs.reveal",
        body: { intent: "export", format: "csv", filters: "", reason: "A good reason", hasPersonalData: "yes" },
      },
      { needs: "logs.export", body: { intent: "end", id: draftId } },
      { needs: "logs.export", body: { intent: "download", id: draftId } },
    ],
  },
  "routes/app.logs.review": { load: "logs.review" },
  "routes/app.logs.tests": {
    load: "logs.view",
    act: [
      { needs: "logs.review", body: { intent: "remove", id: draftId } },
      { needs: "logs.replay", body: { intent: "cancel", id: draftId } },
    ],
  },
  "routes/app.models": { load: "models.view", act: "models.manage" },
  "routes/app.models_.$endpointId": { load: "models.view" },
  "routes/app.models_.$endpointId_.check": { act: "models.manage" },
  "routes/app.models_.$endpointId_.edit": { load: "models.manage", act: "models.manage" },
  "routes/app.models_.new": { load: "models.manage", act: "models.manage" },
  "routes/app.privacy._index": { load: "privacy.view" },
  "routes/app.privacy.chats": { load: "privacy.manage", act: "privacy.manage" },
  "routes/app.privacy.deleted": { load: "privacy.view" },
  "routes/app.privacy.records": { load: "privacy.view" },
  "routes/app.privacy.records_.export": { load: "privacy.view" },
  "routes/app.privacy.requests": { act: "privacy.manage" },
  "routes/app.privacy.requests_.$requestId": { act: "privacy.manage" },
  "routes/app.privacy.requests_.$requestId_.export": { load: "privacy.manage" },
  "routes/app.privacy.retention": { act: "privacy.manage" },
  "routes/app.privacy.retention_.preview": { act: "privacy.manage" },
  "routes/app.privacy.retention_.run": {
    act: [
      { needs: "privacy.manage", body: { intent: "look" } },
      { needs: "privacy.manage", body: { intent: "delete", limits: "x" } },
    ],
  },
  "routes/app.redaction": { load: "redaction.preview", act: "redaction.preview" },
  "routes/app.settings": { load: "settings.view", act: "settings.manage" },
  "routes/app.settings_.activity": {
    load: "audit.view",
    act: [
      { needs: "audit.view", body: { intent: "check" } },
      { needs: "audit.view", body: { intent: "cancel", id: draftId } },
    ],
  },
  "routes/app.settings_.staff": { load: "staff.view", act: "staff.manage" },
  "routes/app.settings_.keys": { load: "settings.view", act: "keys.rotate" },
  "routes/auth.$": "not_for_staff",
  "routes/auth.login": "not_for_staff",
  "routes/chat.messages": "not_for_staff",
  "routes/chat.record": "not_for_staff",
  "routes/chat.turn": "not_for_staff",
  "routes/download.calls.$exportId": "not_for_staff",
  "routes/healthz": "not_for_staff",
  "routes/proxy.forget": "not_for_staff",
  "routes/proxy.session": "not_for_staff",
  "routes/proxy.turn": "not_for_staff",
  "routes/webhooks": "not_for_staff",
};
