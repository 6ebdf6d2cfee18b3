import type { PersonalType, Span } from "~/modules/inference/redaction/span";

/** One text with the personal data that someone marked in it. */
export type Labelled = { readonly text: string; readonly spans: readonly (Span & { readonly type: PersonalType })[] };
