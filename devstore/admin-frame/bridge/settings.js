// The dev store replaces these values when it serves the joined script (see ../bridge-script.ts).
/** Permanent domain of each store → origin of its admin frame. */
export const STORE_ORIGINS = {};
