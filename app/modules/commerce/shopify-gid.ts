import { AppError } from "~/lib/app-error";

/**
 * Global id of an object from its number ("123") or global id.
 * @throws AppError `bad_request` for anything else, so that no id can carry another query.
 */
export function toGid(type: "Product" | "Customer" | "BulkOperation", id: string | number): string {
  const number = new RegExp(`^(?:gid://shopify/${type}/)?(\\d{1,20})$`).exec(String(id))?.[1];
  if (number) return `gid://shopify/${type}/${number}`;
  throw new AppError("bad_request", {
    message: `not the id of a ${type}`,
    userMessage: "This link or form names something that cannot exist. Go back and choose it again.",
  });
}
