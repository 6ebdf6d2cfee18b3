import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { checkEndpointAddress } from "~/modules/inference/endpoint-address";
import { judgeAddress } from "~/modules/inference/network-address";
import { passFor } from "~/modules/inference/locked-fetch.server";
import { explainError } from "./explain-error";
import type { Finding, Visit } from "./visit";

/** The address in its one form, and where its name leads now; each connection judges that again. */
export async function checkAddress({ typed, endpoint }: Visit): Promise<Finding> {
  const checked = checkEndpointAddress(typed, endpoint);
  if (!checked.ok)
    return { result: "fail", detail: checked.reason, fix: "Correct the address.", facts: { reachable: false } };
  const host = new URL(checked.baseUrl).hostname.replace(/^\[|\]$/g, "");
  const form = checked.baseUrl === typed.trim() ? "" : `, read as ${checked.baseUrl}`;
  try {
    const pass = passFor(checked.baseUrl, endpoint);
    const found = isIP(host) === 0 ? await lookup(host, { all: true, ...pass }) : [{ address: host }];
    const addresses = found.map(({ address }) => address);
    const verdicts = new Set(addresses.map(judgeAddress));
    if (verdicts.has("forbidden") || (verdicts.has("private") && !endpoint.allowPrivate)) return refuse(host);
    const network = verdicts.has("private") ? (addresses.every(isLoopback) ? "machine" : "private") : "public";
    return { result: "pass", detail: `${PLACES[network]}${form}.`, facts: { network } };
  } catch (error) {
    return {
      result: "fail",
      detail: explainError(error),
      fix: "Check the spelling, and that this app's network can look the name up.",
      facts: { reachable: false },
    };
  }
}

const PLACES = {
  machine: "On this app's own machine",
  private: "In a private network",
  public: "On the internet",
} as const;

const isLoopback = (address: string) => /^127\.|^::1$/.test(address);

function refuse(host: string): Finding {
  return {
    result: "fail",
    detail: `${host} leads to an address that may not be used: a private network that the operator has not allowed, or a metadata service.`,
    fix: "Use a name that leads to the model server itself. A private network has to be allowed by the operator with INFERENCE_ALLOW_PRIVATE.",
    facts: { reachable: false },
  };
}
