import { request } from "node:http";
import { LaunchError } from "../launcher/launch-error.ts";

const TIMEOUT_MS = 60_000;

/** A store of the dev store: all listen on one port and are told apart by the Host header. */
export type StoreAddress = { port: number; host: string; origin: string };

export type StoreResponse = { status: number; body: string; cookies: string[]; location: string | undefined };

/**
 * One request to a store. Not with fetch: `<handle>.localhost` has an address on some machines only.
 * @throws {LaunchError} when nothing answers
 */
export function requestStore(
  store: StoreAddress,
  method: string,
  path: string,
  headers: Record<string, string>,
  body: string,
): Promise<StoreResponse> {
  return new Promise((resolve, reject) => {
    const options = {
      host: "localhost",
      port: store.port,
      method,
      path,
      headers: { ...headers, host: store.host },
      timeout: TIMEOUT_MS,
    };
    const sent = request(options, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("end", () => {
        const { "set-cookie": cookies = [], location } = response.headers;
        resolve({ status: response.statusCode ?? 0, body: text, cookies, location });
      });
    });
    sent.on("timeout", () => sent.destroy(new Error("no answer in time")));
    sent.on("error", (error) => {
      reject(
        new LaunchError(
          `Inhouse is not running (${store.origin}: ${error.message || "no connection"}): start it with npm start.`,
        ),
      );
    });
    sent.end(body);
  });
}
