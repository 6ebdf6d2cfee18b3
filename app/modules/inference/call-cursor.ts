import { z } from "zod";

const Parts = z.tuple([z.iso.datetime(), z.uuid()]);

/** A place in the log: the time and id of a call. */
export type CallCursor = { readonly createdAt: Date; readonly id: string };

/** A call's place as text for an address. */
export function writeCursor({ createdAt, id }: CallCursor): string {
  return `${createdAt.toISOString()}_${id}`;
}

/** Undefined for a text that is none: a page then begins at the newest call. */
export function readCursor(text: string | undefined): CallCursor | undefined {
  const parts = Parts.safeParse(text?.split("_"));
  return parts.success ? { createdAt: new Date(parts.data[0]), id: parts.data[1] } : undefined;
}
