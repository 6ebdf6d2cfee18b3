/** Arguments that a list field of the API may have; GraphQL has checked their types. A variable may be null. */
export type ListArgs = {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
  query?: string | null;
  sortKey?: string | null;
  reverse?: boolean | null;
};
