/**
 * Retention deleted calls: payload `{ purposes, before, sealed }`: those of the purposes that were finished before that time, and how many
 * of the deleted ones had an event.
 */
export const CALLS_EXPIRED = "model_call.expired";

/** No retention may delete a younger call, and no event of retention excuses that one is gone. */
export const MIN_CALL_DAYS = 30;

/** Far longer than a call takes from its first row to its last event. */
export const EXPIRY_MARGIN_MS = 3_600_000;
