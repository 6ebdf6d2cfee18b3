/** One duty of a law or standard, what is done for it, and where that can be seen. */
export type Measure = {
  readonly duties: readonly string[];
  readonly measure: string;
  /** Files of tests in the project's source: each fails when the measure does not hold. */
  readonly tests: readonly string[];
  /** Pages of the app. */
  readonly pages: readonly string[];
};

/**
 * GDPR: Regulation (EU) 2016/679. NIS2: Directive (EU) 2022/2555, Article 21(2). ISO: ISO/IEC 27001, Annex A of 2022 (and of 2013).
 * In our own words; the texts themselves are not repeated.
 */
export const MEASURES: readonly Measure[] = [
  {
    duties: ["GDPR 5(1)(c), 25", "ISO 8.11"],
    measure: "Personal details are replaced by placeholders before a prompt is built; what is sent is what is logged.",
    tests: ["tests/integration/inference-calls.test.ts", "app/modules/inference/spotlight.test.ts"],
    pages: ["/app/redaction", "/app/logs"],
  },
  {
    duties: ["GDPR 5(1)(e)", "ISO 8.10"],
    measure: "Each class of data has an end; a nightly run deletes what is older and destroys its keys.",
    tests: ["tests/integration/privacy-retention.test.ts"],
    pages: ["/app/privacy"],
  },
  {
    duties: ["GDPR 15, 20"],
    measure:
      "A customer’s data is put together as a page and as JSON, encrypted until it is fetched, for a limited time.",
    tests: ["tests/integration/privacy.test.ts"],
    pages: ["/app/privacy"],
  },
  {
    duties: ["GDPR 17", "ISO 8.10"],
    measure:
      "Erasing a customer or a shop deletes rows and destroys keys, everywhere, and leaves a proof in the audit log.",
    tests: ["tests/integration/privacy.test.ts", "tests/integration/vault.test.ts"],
    pages: ["/app/privacy"],
  },
  {
    duties: ["GDPR 5(2), 30"],
    measure: "This record is made from the running configuration; a table that is missing in it fails a test.",
    tests: ["tests/integration/privacy-records.test.ts"],
    pages: ["/app/privacy/records"],
  },
  {
    duties: ["GDPR 32(1)(a)", "NIS2 21(2)(h)", "ISO 8.24 (A.10.1)"],
    measure:
      "Messages, prompts, answers and tokens are AES-256-GCM, each conversation under a key of its own; keys can be replaced while the app runs.",
    tests: [
      "tests/integration/vault.test.ts",
      "tests/integration/vault-kms.test.ts",
      "tests/integration/key-rotation.test.ts",
    ],
    pages: ["/app/settings"],
  },
  {
    duties: ["GDPR 32(1)(b)", "NIS2 21(2)(i)", "ISO 5.15, 8.3 (A.9.4)"],
    measure: "Shops are kept apart by the database itself; what staff may do is decided by their role, in one place.",
    tests: [
      "tests/integration/tenancy.test.ts",
      "tests/integration/role-matrix.test.ts",
      "tests/integration/staff-roles.test.ts",
    ],
    pages: ["/app/settings"],
  },
  {
    duties: ["GDPR 5(2), 32(1)(d)", "NIS2 21(2)(f)", "ISO 8.15 (A.12.4.1, A.12.4.3)"],
    measure: "Every call of a model, change, export, erasure and look into a record is an event of an append-only log.",
    tests: [
      "tests/integration/audit.test.ts",
      "tests/integration/audit-calls.test.ts",
      "tests/integration/audited-actions.test.ts",
    ],
    pages: ["/app/logs"],
  },
  {
    duties: ["ISO 8.15 (A.12.4.2)", "NIS2 21(2)(b)"],
    measure:
      "The log is a chain of hashes with signed heads outside the database: editing, deleting or remaking it is found.",
    tests: ["tests/integration/audit-tampering.test.ts", "tests/integration/audit-command.test.ts"],
    pages: [],
  },
  {
    duties: ["NIS2 21(2)(b)"],
    measure: "An auditor gets a period of the log with its signatures and a program that checks it without us.",
    tests: ["tests/integration/audit-pack.test.ts"],
    pages: [],
  },
  {
    duties: ["GDPR 28, 44", "NIS2 21(2)(d)", "ISO 8.20, 8.23 (A.13.1)"],
    measure: "The process can connect to the database, Shopify and the chosen model server, and to nothing else.",
    tests: ["app/lib/lock-egress.test.ts", "app/egress.server.test.ts", "tests/e2e/egress.spec.ts"],
    pages: ["/app/models"],
  },
  {
    duties: ["GDPR 22, 25", "NIS2 21(2)(e)", "ISO 8.28 (A.14.2)"],
    measure:
      "What a model says is checked sentence by sentence against the shop’s own facts before anybody sees it; a person can take over.",
    tests: ["tests/integration/hostile-chat.test.ts", "tests/integration/hostile-gate.test.ts"],
    pages: ["/app/logs"],
  },
  {
    duties: ["GDPR 32(1)(b), (c)", "NIS2 21(2)(c)", "ISO 8.6, 8.14 (A.12.1.3)"],
    measure:
      "Limits, queues and a second server keep the chat answering; when no model answers, people are told at once.",
    tests: ["tests/integration/inference-failures.test.ts", "tests/integration/inference-budgets.test.ts"],
    pages: ["/app/models", "/app/settings"],
  },
  {
    duties: ["GDPR 32(1)(d)", "NIS2 21(2)(e), (f)", "ISO 8.29"],
    measure: "Secrets are looked for in every log, page and table by a test that knows them.",
    tests: ["tests/integration/secrets.test.ts", "tests/e2e/secrets.spec.ts"],
    pages: [],
  },
];
