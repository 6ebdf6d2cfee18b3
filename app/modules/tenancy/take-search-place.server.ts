import { AppError } from "~/lib/app-error";
import type { ShopContext } from "./shop-context";
import { staffIdOf } from "./staff-id";

/** Decrypting is work for the processor that also answers shoppers. In each process. */
const MAX_SEARCHES_PER_SHOP = 3;

/** What is searched by decrypting it. */
type Searched = "log" | "chats";

type Place = { readonly searched: Searched; readonly staffId: string; readonly ended: AbortController };

export type SearchPlace = {
  /** Aborted when a newer search takes the place. */
  readonly signal: AbortSignal;
  readonly leave: () => void;
};

const places = new Map<string, Set<Place>>();

/**
 * A place for a search that decrypts texts. A newer search of the same person ends their older one of the same kind: it is the one that they
 * wait for.
 * @throws AppError `budget_exceeded` when three searches of other people run in the shop.
 */
export function takeSearchPlace(shop: ShopContext, searched: Searched): SearchPlace {
  const taken = places.get(shop.shopId) ?? new Set<Place>();
  const place = { searched, staffId: staffIdOf(shop), ended: new AbortController() };
  for (const other of taken) {
    if (other.searched !== searched || other.staffId !== place.staffId) continue;
    other.ended.abort();
    taken.delete(other);
  }
  if (taken.size >= MAX_SEARCHES_PER_SHOP) throw tooMany();
  taken.add(place);
  places.set(shop.shopId, taken);
  const leave = () => {
    taken.delete(place);
    if (taken.size === 0 && places.get(shop.shopId) === taken) places.delete(shop.shopId);
  };
  return { signal: place.ended.signal, leave };
}

/** For the search whose place was taken. */
export function endedByNewer(): AppError {
  return new AppError("conflict", {
    message: "a newer search of the same person took the place",
    userMessage: "This search was ended, because you began a newer one.",
  });
}

function tooMany(): AppError {
  return new AppError("budget_exceeded", {
    message: "too many searches of one shop at once",
    userMessage: "Three other searches are running in this shop. Wait until one of them ends, then search again.",
    retryAfterS: 30,
  });
}
