/** Whom to ask. */
export function OwnersList({ owners }: { owners: readonly string[] }) {
  if (owners.length === 0) return null;
  return <p>{`${owners.length === 1 ? "The owner" : "The owners"}: ${owners.join(", ")}.`}</p>;
}
