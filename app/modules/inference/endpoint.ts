import type { DoctorReport } from "./doctor/doctor-report";
import type { EndpointCapabilities } from "./endpoint-capabilities";
import type { Purpose } from "./inference-types";

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
  /** As the doctor last found them; absent when it has not been there since the server was entered or changed. */
  readonly capabilities?: EndpointCapabilities | null;
};

/** What pages may know of an endpoint: whether it has a key, not which. */
export type EndpointSummary = Pick<Endpoint, "id" | "name" | "baseUrl" | "model"> & {
  readonly hasApiKey: boolean;
  readonly enabled: boolean;
  readonly purposes: readonly Purpose[];
  readonly lastCheck: DoctorReport | null;
  /** ISO 8601. */
  readonly lastCheckAt: string | null;
};

/** In addresses of pages, the operator's own server, which has no id. */
export const DEFAULT_ENDPOINT_ID = "default";
