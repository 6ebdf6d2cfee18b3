import { askPage, type Page } from "./ask-page.server";
import type { Finding, Visit } from "./visit";

/** Whether the OpenAI API lies where calls go: the address is entered with or without /v1, calls need one of the two. */
export async function checkPath(visit: Visit): Promise<Finding> {
  const { baseUrl } = visit.endpoint;
  const page = await askPage(visit, `${baseUrl}/models`);
  if (isApi(page)) return { result: "pass", detail: `The API answers at ${baseUrl}.` };
  const plain = await askPage(visit, `${baseUrl.replace(/\/v\d+$/, "")}/models`);
  return {
    result: "fail",
    detail: `There is no OpenAI-compatible API at ${baseUrl}: /models answers with status ${page.status}.`,
    fix: isApi(plain)
      ? "The server has its API without /v1. Start it, or set up its proxy, so that the API lies under /v1."
      : "Enter the address of the server's OpenAI-compatible API, usually its host and port with /v1.",
  };
}

/** A list of models, or the question for a key. */
function isApi({ status, json }: Page): boolean {
  if (status === 401 || status === 403) return true;
  return status === 200 && typeof json === "object" && json !== null && "data" in json;
}
