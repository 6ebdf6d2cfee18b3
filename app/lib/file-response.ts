type File = {
  /** Ours, of letters, digits, points and dashes. */
  readonly name: string;
  readonly type: string;
};

/** A file for the browser to save: never kept on its way, and never taken for another type. */
export function fileResponse(body: BodyInit, { name, type }: File): Response {
  return new Response(body, {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
