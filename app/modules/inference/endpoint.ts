/** One model server as a call uses it. Never leaves this module: it holds the key. */
export type Endpoint = {
  /** Null for the server that the operator configured for all shops. */
  readonly id: string | null;
  readonly name: string;
  /** Normalised, without a slash at its end. */
  readonly baseUrl: string;
  readonly apiKey: string | null;
  readonly model: string;
  /** May be reached on plain http and private networks. */
  readonly allowPrivate: boolean;
};

/** What pages may know of an endpoint: whether it has a key, not which. */
export type EndpointSummary = Pick<Endpoint, "id" | "name" | "baseUrl" | "model"> & { readonly hasApiKey: boolean };
