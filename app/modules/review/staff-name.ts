/** How pages name a member of staff, by their number in Shopify. */
export function staffName(id: string): string {
  return /^\d+$/.test(id) ? `Staff ${id}` : id;
}
