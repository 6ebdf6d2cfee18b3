/** What a seed may write down by itself: plain values, or plaintext that is encrypted for its place. */
export type SeedValue = { readonly plain: unknown } | { readonly encrypted: string };

/** How a shop's values are made: recognisable, and different in every shop, table and column. */
export type Marker = {
  readonly shopId: string;
  /** A text that must never leave the shop; `row` counts from 0. */
  readonly canary: (table: string, column: string, row: number) => string;
};

/** The same word in all texts of all shops, so that a search would find them. */
export const COMMON_WORD = "lantern";

const DAY = "2026-11-01";
const SOON = new Date(Date.now() + 86_400_000);

type Maker = (mark: Marker, row: number) => SeedValue;
const plain =
  (value: unknown): Maker =>
  () => ({ plain: value });
const json = (value: unknown): Maker => plain(JSON.stringify(value));
const bytes: Maker = (_mark, row) => ({ plain: Buffer.alloc(32, row + 1) });

/** Columns whose values the app reads a meaning from; every other one gets a canary or a value of its type. */
export const SEED_VALUES: Readonly<Record<string, Maker>> = {
  "shop.currency": plain("EUR"),
  "shop.country": plain("DE"),
  "shop.primary_locale": plain("en"),
  "shop.uninstalled_at": plain(null),
  "shop.settings": (mark) => ({ plain: JSON.stringify({ greeting: mark.canary("shop", "settings", 0) }) }),
  "session.id": ({ shopId }, row) => ({ plain: row === 0 ? `offline_${shopId}` : `${shopId}_${row}` }),
  "session.expires": plain(SOON),
  "session.refresh_token_expires": plain(SOON),
  "staff_member.staff_id": (_mark, row) => ({ plain: String(70_000 + row) }),
  "staff_member.role": plain("owner"),
  "call_reveal.subject": plain("shop"),
  "conversation.state": plain("assistant"),
  "conversation.locale": plain("en"),
  "conversation.customer_hash": bytes,
  "conversation.placeholders": (mark, row) => ({
    encrypted: JSON.stringify([{ type: "NAME", number: 1, value: mark.canary("conversation", "placeholders", row) }]),
  }),
  "message.author": plain("shopper"),
  "message.status": plain("complete"),
  "message.attachments": plain(null),
  "model_call.purpose": plain("chat"),
  "model_call.state": plain("complete"),
  "model_call.verdicts": json([]),
  "model_call.request": (mark, row) => ({
    encrypted: JSON.stringify({ messages: [{ role: "user", content: mark.canary("model_call", "request", row) }] }),
  }),
  "model_call.evidence": (mark, row) => {
    const text = mark.canary("model_call", "evidence", row);
    return { encrypted: JSON.stringify([{ id: "1", kind: "page", title: text, url: "https://x.example", text }]) };
  },
  "model_endpoint.enabled": plain(false),
  "model_endpoint.purposes": plain(["chat", "copy"]),
  "model_endpoint.last_check": plain(null),
  "model_endpoint.base_url": (mark, row) => ({
    plain: `https://${mark.canary("model_endpoint", "base_url", row).replaceAll(" ", "-").toLowerCase()}.example/v1`,
  }),
  "default_endpoint_check.report": json({}),
  "key_rotation.scope": plain("all"),
  "key_rotation.state": plain("done"),
  "key_rotation.step": plain("finish"),
  "key_rotation.kept_keys": plain([]),
  "product.id": (_mark, row) => ({ plain: `gid://shopify/Product/${idBase(_mark) + row}` }),
  "product_variant.id": (_mark, row) => ({ plain: `gid://shopify/ProductVariant/${idBase(_mark) + row}` }),
  "product.handle": (mark, row) => ({ plain: `lantern-${idBase(mark)}-${row}` }),
  "product.status": plain("ACTIVE"),
  "product.facts": json([]),
  "copy_draft.kind": plain("description"),
  "copy_draft.state": plain("ready"),
  "copy_draft.locale": plain("en"),
  "copy_draft.flags": json([]),
  "knowledge_passage.kind": plain("page"),
  "knowledge_passage.locale": plain("en"),
  "sync_state.kind": (_mark, row) => ({ plain: row === 0 ? "catalogue" : "texts" }),
  "sync_state.state": plain("done"),
  "sync_state.counts": json({}),
  "retention_run.state": plain("done"),
  "audit_check.state": plain("whole"),
  "test_run.state": plain("done"),
  "test_result.outcome": plain("pass"),
  "call_export.state": plain("ready"),
  "call_export.filters": json({}),
  "call_review.judgement": plain("wrong"),
  "privacy_request.topic": plain("customers/data_request"),
  "privacy_request.state": plain("done"),
  "privacy_request.result": json({}),
  "privacy_request.customer_hash": bytes,
  "budget_scope.day": plain(DAY),
  "audit_checkpoint.month": (_mark, row) => ({ plain: `2026-0${row + 1}` }),
  "audit_checkpoint.hash": bytes,
};

/** Numbers of products that are one shop's own. */
export function idBase({ shopId }: Pick<Marker, "shopId">): number {
  return 1_000_000 + [...shopId].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 8_000_000, 7);
}
