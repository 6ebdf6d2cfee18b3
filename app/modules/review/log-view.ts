import { z } from "zod";
import { parseLogFilters, writeLogFilters } from "./log-filters";

export const MAX_VIEW_NAME_CHARS = 40;
/** Of one member of staff, and as many of the shop. */
export const MAX_VIEWS = 20;

/** A named set of filters. */
export type LogView = {
  readonly id: string;
  readonly name: string;
  /** As in the page's address, in one order; see writeLogFilters. */
  readonly filters: string;
  /** builtin: always there; shared: everyone in the shop has it; own: only who made it. */
  readonly kind: "builtin" | "shared" | "own";
};

/** The views that everyone has. */
export const BUILTIN_VIEWS: readonly LogView[] = [
  builtin("all", "All", ""),
  builtin("withheld", "Withheld", "verdict=check:withheld"),
  builtin("failed", "Failed", "state=failed&state=refused"),
  builtin("to-review", "To review", "verdict=check:withheld&judgement=none"),
  builtin("unsafe", "Unsafe", "judgement=unsafe"),
];

function builtin(id: string, name: string, filters: string): LogView {
  return { id, name, filters: tidyFilters(filters), kind: "builtin" };
}

/** Filters as an address has them, with what is known of them and in one order. */
export function tidyFilters(filters: string): string {
  return writeLogFilters(parseLogFilters(new URLSearchParams(filters)));
}

const Name = z
  .string()
  .trim()
  .min(1, "Give the view a name.")
  .max(MAX_VIEW_NAME_CHARS, `A name has at most ${MAX_VIEW_NAME_CHARS} characters.`);

/** What the page sends to change the views. */
export const ViewForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("save"),
    /** Of the view that is replaced; absent for a new one. */
    viewId: z.uuid().optional(),
    name: Name,
    filters: z.string().max(5_000).transform(tidyFilters),
    shared: z.enum(["yes", "no"]),
  }),
  z.object({ intent: z.literal("rename"), viewId: z.uuid(), name: Name }),
  z.object({ intent: z.literal("delete"), viewId: z.uuid() }),
]);

export type ViewForm = z.infer<typeof ViewForm>;

export type ViewResult =
  { readonly ok: true; readonly viewId: string } | { readonly ok: false; readonly reason: "name_taken" | "too_many" };
