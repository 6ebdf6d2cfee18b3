import { askPage } from "./ask-page.server";
import type { Finding, Visit } from "./visit";

type Answer = "refused" | "let in";

/**
 * Whether the key guards the API: asked without it, with a wrong one and with the right one. The question is an empty one, which a server
 * that lets it in refuses for its form: no answer is made. (llama.cpp leaves its list of models open on purpose, so that says nothing.)
 */
export async function checkKey(visit: Visit): Promise<Finding> {
  const without = await knock(visit, "none");
  const own = visit.endpoint.apiKey === null ? null : await knock(visit, "own");
  const facts = { keyRequired: without === "refused" };
  if (without === "let in") return { ...describeOpen(visit, own !== null), facts };
  if (own === null)
    return {
      result: "fail",
      detail: "The server wants an API key, and none is entered.",
      fix: "Enter the key.",
      facts,
    };
  if (own === "refused")
    return {
      result: "fail",
      detail: "The server refuses the key that is entered.",
      fix: "Enter the key that the server was started with (--api-key).",
      facts,
    };
  if ((await knock(visit, "wrong")) === "let in")
    return {
      result: "fail",
      detail: "The server wants a key, but takes any.",
      fix: "Make the server, or the proxy in front of it, compare the key.",
      facts,
    };
  return { result: "pass", detail: "Requests without the key, and with a wrong one, are refused.", facts };
}

async function knock(visit: Visit, key: "own" | "none" | "wrong"): Promise<Answer> {
  const { status } = await askPage(visit, `${visit.endpoint.baseUrl}/chat/completions`, { body: {}, key });
  return status === 401 || status === 403 ? "refused" : "let in";
}

function describeOpen({ facts: { network } }: Visit, hasKey: boolean): Finding {
  const who = network === null ? "Anyone" : WHO[network];
  return {
    result: network === "public" ? "fail" : "warn",
    detail: `The server asks for no key${hasKey ? ", although one is entered here" : ""}. ${who} who reaches it can use your model.`,
    fix: "Start the server with a key (llama.cpp and vLLM: --api-key) and enter the same key here.",
  };
}

const WHO = {
  public: "Anyone on the internet",
  private: "Anyone in your network",
  machine: "Anyone on this machine",
} as const;
