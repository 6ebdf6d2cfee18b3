import { AS_LONG, technical, type TableFacts } from "./inventory-facts";

const STAFF = ["pseudonym", "plain", "number of the member of staff"] as const;
const WITH_CALL = { words: "as long as the call" };
const WITH_CONVERSATION = { words: "until it is removed, or its conversation is erased" };

/** What hangs on the log of model calls: reviews, the test set, exports, views and sums. */
export const REVIEW_INVENTORY: Readonly<Record<string, TableFacts>> = {
  call_review: {
    what: "What staff make of a model call",
    purpose: "review",
    people: ["staff", "customers"],
    columns: {
      note: ["personal", "encrypted", "why it was judged so; it may quote the conversation"],
      judged_by: STAFF,
      assigned_to: STAFF,
      resolved_by: STAFF,
    },
    plain: ["judgement"],
    kept: WITH_CALL,
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
    kept: WITH_CALL,
  },
  review_comment: {
    what: "What staff say to each other about a model call",
    purpose: "review",
    people: ["staff", "customers"],
    columns: {
      author: STAFF,
      body: ["personal", "encrypted", "the comment; it may quote the conversation"],
    },
    plain: [],
    kept: WITH_CALL,
  },
  test_case: {
    what: "Calls that are kept to test prompts and models with",
    purpose: "review",
    people: ["customers", "staff"],
    columns: {
      body: ["personal", "encrypted", "the request as it was sent, personal details replaced where they were found"],
      created_by: STAFF,
    },
    plain: ["purpose", "prompt_version", "model", "judgement"],
    kept: WITH_CONVERSATION,
  },
  test_run: {
    what: "Runs of the test set",
    purpose: "review",
    people: ["staff"],
    columns: {
      created_by: STAFF,
      instructions: ["personal", "encrypted", "a prompt that staff wrote to try it"],
    },
    plain: ["state", "endpoint", "endpoint_name", "model", "prompt_version", "error"],
    kept: AS_LONG,
  },
  call_replay: {
    what: "Which call was run again as which",
    purpose: "review",
    people: ["staff"],
    columns: { created_by: STAFF },
    plain: [],
    kept: WITH_CALL,
  },
  call_export: {
    what: "Exports of the log",
    purpose: "review",
    people: ["staff", "customers"],
    columns: {
      created_by: STAFF,
      reason: ["personal", "encrypted", "why personal data was exported"],
    },
    plain: ["state", "format", "filters", "cursor", "cut_by", "error"],
    kept: { words: "the file seven days, its row as long as the app is installed" },
  },
  call_export_part: {
    what: "The content of those exports",
    purpose: "review",
    people: ["customers", "guests"],
    columns: {
      body: ["personal", "encrypted", "model calls, by default without personal data"],
      conversation_ids: ["pseudonym", "plain", "numbers of the conversations in it, so that an erasure finds them"],
    },
    plain: [],
    kept: { words: "seven days, or until a person in it is erased" },
  },
  log_view: {
    what: "Saved views of the log",
    purpose: "review",
    people: ["staff"],
    columns: { owner: STAFF },
    plain: ["name", "filters"],
    kept: AS_LONG,
  },
  test_result: technical("Results of the test set", ["outcome"]),
  call_facet: technical("Which kinds of calls there are, for filters", [
    "purpose",
    "state",
    "model",
    "language",
    "flags",
  ]),
  call_day: technical("Sums of a day’s calls, for charts", ["measure"]),
  call_rollup: technical("Until when calls were added up", []),
};
