/** A new random UUID (version 4, from the platform's secure source). */
export function newId(): string {
  return crypto.randomUUID();
}
