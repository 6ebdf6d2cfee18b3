import type { DataClass } from "./data-classes";

/** Whom data can be about. */
export const PEOPLE = {
  customers: "Customers who are logged in while they chat",
  guests: "Visitors who chat without logging in",
  staff: "The merchant’s staff",
} as const;

export type People = keyof typeof PEOPLE;

/** Why data is processed. */
export const PURPOSES = {
  chat: "Answering questions in the shop’s support chat",
  review: "Reviewing what the language model was asked and what it said",
  copy: "Writing and publishing product texts",
  rights: "Answering people who ask for their data or its erasure",
  security: "Keeping the app safe, within its limits and accountable",
} as const;

export type ProcessingPurpose = keyof typeof PURPOSES;

/**
 * personal: says something about a person. pseudonym: a number or keyed hash that stands for one. secret: a key or token.
 * Encrypted ones are AES-256-GCM; "hash" is keyed and cannot be turned back.
 */
type ColumnFacts = readonly [
  kind: "personal" | "pseudonym" | "secret",
  protection: "encrypted" | "hash" | "plain",
  what: string,
];

export type TableFacts = {
  readonly what: string;
  readonly purpose: ProcessingPurpose;
  readonly people: readonly People[];
  /** Columns with anything about a person, and secrets. */
  readonly columns: Readonly<Record<string, ColumnFacts>>;
  /** The other columns that could hold text: they hold none about a person. Numbers, times and our own ids are not listed. */
  readonly plain: readonly string[];
  /** A class of the merchant's retention, or in words. */
  readonly kept: DataClass | { readonly words: string };
};

const AS_LONG = { words: "as long as the app is installed" };

/** Every table that holds rows of shops. A test compares it with the database: a table or text column that is missing here fails it. */
export const DATA_INVENTORY: Readonly<Record<string, TableFacts>> = {
  conversation: {
    what: "Conversations of the support chat",
    purpose: "chat",
    people: ["customers", "guests"],
    columns: {
      customer_hash: ["pseudonym", "hash", "the customer’s number; empty for guests"],
      placeholders: ["personal", "encrypted", "names, addresses and numbers that were kept from the model"],
    },
    plain: ["locale", "state"],
    kept: "conversations",
  },
  message: {
    what: "What was said",
    purpose: "chat",
    people: ["customers", "guests", "staff"],
    columns: {
      body: ["personal", "encrypted", "the text of a message"],
      attachments: ["personal", "encrypted", "orders, products and sources shown with it"],
    },
    plain: ["author", "status"],
    kept: "conversations",
  },
  model_call: {
    what: "The log of model calls",
    purpose: "review",
    people: ["customers", "guests"],
    columns: {
      request: [
        "personal",
        "encrypted",
        "what the model server was sent, personal details replaced where they were found",
      ],
      response: ["personal", "encrypted", "what it returned"],
      released: ["personal", "encrypted", "what the reader was shown"],
      evidence: ["personal", "encrypted", "the shop’s texts and the orders that it was to answer from"],
    },
    plain: [
      "purpose",
      "state",
      "product_id",
      "endpoint_name",
      "model",
      "prompt_version",
      "verdicts",
      "finish_reason",
      "fingerprint",
      "error_code",
    ],
    kept: "chat_calls",
  },
  call_review: {
    what: "What staff make of a model call",
    purpose: "review",
    people: ["staff"],
    columns: {
      judged_by: ["pseudonym", "plain", "number of the member of staff"],
      assigned_to: ["pseudonym", "plain", "number of the member of staff"],
      resolved_by: ["pseudonym", "plain", "number of the member of staff"],
    },
    plain: ["judgement"],
    kept: { words: "as long as the call" },
  },
  call_reveal: {
    what: "Looks at the personal data of a model call",
    purpose: "review",
    people: ["staff", "customers"],
    columns: {
      staff_id: ["pseudonym", "plain", "number of the member of staff who looked"],
      reason: ["personal", "encrypted", "why they looked"],
      subject: ["pseudonym", "plain", "number of the conversation"],
    },
    plain: [],
    kept: { words: "as long as the call" },
  },
  copy_draft: {
    what: "Drafts of product texts",
    purpose: "copy",
    people: ["staff"],
    columns: { created_by: ["pseudonym", "plain", "number of the member of staff"] },
    plain: [
      "product_id",
      "product_title",
      "kind",
      "locale",
      "state",
      "base_text",
      "draft_text",
      "edited_text",
      "flags",
      "error_code",
      "published_text",
    ],
    kept: "copy_drafts",
  },
  privacy_request: {
    what: "Requests about people’s data, with their proof",
    purpose: "rights",
    people: ["customers"],
    columns: {
      customer_hash: ["pseudonym", "hash", "the customer’s number"],
      shopify_id: ["pseudonym", "plain", "Shopify’s number of the request"],
    },
    plain: ["topic", "state", "result", "origin", "last_error", "event_hash"],
    kept: "privacy_requests",
  },
  privacy_export: {
    what: "Copies for customers who asked for their data",
    purpose: "rights",
    people: ["customers"],
    columns: { body: ["personal", "encrypted", "one conversation with its model calls"] },
    plain: ["part"],
    kept: "exports",
  },
  session: {
    what: "Shopify’s sessions",
    purpose: "security",
    people: ["staff"],
    columns: {
      id: ["pseudonym", "plain", "shop, and number of the member of staff"],
      access_token: ["secret", "encrypted", "access to the shop"],
      refresh_token: ["secret", "encrypted", "renews that access"],
    },
    plain: ["scope"],
    kept: "sessions",
  },
  staff_member: {
    what: "Staff who have opened the app, and their role",
    purpose: "security",
    people: ["staff"],
    columns: {
      staff_id: ["pseudonym", "plain", "number of the member of staff"],
      name: ["personal", "encrypted", "their name in Shopify"],
      email: ["personal", "encrypted", "their e-mail address in Shopify"],
    },
    plain: ["role"],
    kept: AS_LONG,
  },
  budget_scope: {
    what: "Counters of use, by day",
    purpose: "security",
    people: ["customers", "guests"],
    columns: { scope: ["pseudonym", "hash", "shop, conversation, visitor of a day, or customer"] },
    plain: [],
    kept: { words: "two days after the last use" },
  },
  budget_lease: {
    what: "Model calls under way",
    purpose: "security",
    people: ["customers", "guests"],
    columns: { scopes: ["pseudonym", "hash", "the same as in the counters"] },
    plain: [],
    kept: { words: "minutes" },
  },
  audit_event: {
    what: "The audit log: who did what, when",
    purpose: "security",
    people: ["staff"],
    columns: {
      canonical: ["pseudonym", "plain", "numbers of staff, conversations and calls; counts and checksums; no text"],
    },
    plain: ["type", "prev_hash", "hash"],
    kept: { words: "by the operator’s rule" },
  },
  audit_checkpoint: {
    what: "Sealed months of the audit log",
    purpose: "security",
    people: [],
    columns: {},
    plain: ["month", "hash", "statement"],
    kept: { words: "by the operator’s rule" },
  },
  data_key: {
    what: "Encryption keys, wrapped by the master key",
    purpose: "security",
    people: [],
    columns: {
      wrapped: ["secret", "encrypted", "the key; nothing once it was destroyed"],
      subject: ["pseudonym", "plain", "number of the conversation that the key is of"],
    },
    plain: ["wrapped_by"],
    kept: AS_LONG,
  },
  model_endpoint: {
    what: "The merchant’s model servers",
    purpose: "security",
    people: [],
    columns: { api_key: ["secret", "encrypted", "access to the server"] },
    plain: ["name", "base_url", "model", "purposes", "last_check"],
    kept: AS_LONG,
  },
  shop: {
    what: "The shop and its settings",
    purpose: "security",
    people: [],
    columns: {},
    plain: ["name", "currency", "country", "primary_locale", "storefront_url", "ships_to", "settings"],
    kept: AS_LONG,
  },
  key_rotation: technical("Replacements of keys", ["scope", "state", "step", "place", "cursor", "kept_keys", "error"]),
  default_endpoint_check: technical("Checks of the operator’s model server", ["base_url", "model", "report"]),
  budget_day: { ...technical("Use of a day", []), kept: { words: "400 days" } },
  product: technical("The catalogue, as it is in the shop", [
    "id",
    "handle",
    "title",
    "vendor",
    "product_type",
    "status",
    "description_html",
    "seo_title",
    "seo_description",
    "image_url",
    "image_alt",
    "facts",
    "tags",
  ]),
  product_variant: technical("Variants of products", ["id", "product_id", "title", "sku"]),
  knowledge_passage: technical("What the chat may cite: products, policies, pages", [
    "kind",
    "source_id",
    "locale",
    "title",
    "heading",
    "url",
    "text",
    "search",
  ]),
  sync_state: technical("Progress of reading the catalogue", ["kind", "state", "counts", "error", "cursor"]),
  webhook_receipt: {
    ...technical("Receipts of Shopify’s notifications", ["webhook_id", "topic"]),
    kept: "webhook_receipts",
  },
  retention_rule: technical("How long data is kept", ["data_class"]),
  retention_run: {
    ...technical("Runs of retention", ["state", "started_by", "deleted", "error"]),
    kept: "privacy_requests",
  },
};

/** Holds nothing about a person. */
function technical(what: string, plain: readonly string[]): TableFacts {
  return { what, purpose: "security", people: [], columns: {}, plain, kept: AS_LONG };
}
