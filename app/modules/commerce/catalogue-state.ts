/** Kind of the row in sync_state that follows the catalogue. */
export const CATALOGUE = "catalogue";

export type CatalogueState = {
  readonly state: "never" | "running" | "done" | "failed";
  /** Products in the mirror. */
  readonly products: number;
  readonly finishedAt: Date | null;
  readonly error: string | null;
};
