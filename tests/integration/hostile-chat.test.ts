import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase } from "~/db.server";
import { closeModelClients } from "~/modules/inference/model-client.server";
import { saveEndpoint } from "~/modules/inference/save-endpoint.server";
import type { ChatEvent } from "~/modules/support-chat/chat-protocol";
import { updateShopSettings } from "~/modules/tenancy/shop-settings.server";
import { systemShop } from "~/modules/tenancy/system-shop.server";
import { startScriptedModel, type ReceivedRequest, type ScriptedModel, type Step } from "../fakes/scripted-model";
import { escapes, escapesAnywhere, secretsIn, type HostileCase } from "../hostile/hostile-case";
import { HOSTILE_CASES } from "../hostile/hostile-cases";
import { newShopId } from "./owner";
import { eventsOf, makeChatShop, openChat, postTurn } from "./support-chat-shop";

const QUESTION = "How long do I have to return shoes?";
const TRUE_SENTENCE = "You have 45 days from delivery to return shoes.";
/** What answers the question, by the shop's own policy. */
const USEFUL = /45 days/;
/** A conversation keeps the model busy with its history: a new one from time to time. */
const TURNS_A_CONVERSATION = 15;
const TIMEOUT_MS = 600_000;

let model: ScriptedModel;
let shopId = "";

beforeAll(async () => {
  model = await startScriptedModel();
  shopId = newShopId();
  await makeChatShop(shopId);
  const shop = systemShop(shopId, "test");
  await saveEndpoint(shop, { name: "hostile", baseUrl: model.baseUrl, model: "hostile", apiKey: "" });
  await updateShopSettings(shop, { requestLimitPerMinute: { conversation: 600, shop: 10_000 } });
});
afterAll(async () => {
  await closeModelClients();
  await model.close();
  await closeDatabase();
});

const systemOf = ({ body }: ReceivedRequest) => body?.messages?.find(({ role }) => role === "system")?.content ?? "";

type Shown = {
  readonly hostile: HostileCase;
  readonly events: string[];
  readonly system: string;
  readonly raw: string;
};

/** Asks once for each of the cases; gives what the widget was sent, event by event, and what the model had said. */
async function askAll(cases: readonly HostileCase[], answerOf: (text: string) => readonly Step[]): Promise<Shown[]> {
  const shown: Shown[] = [];
  let token = "";
  for (const [index, hostile] of cases.entries()) {
    if (index % TURNS_A_CONVERSATION === 0) ({ token } = await openChat(shopId));
    let [system, raw] = ["", ""];
    model.script((request) => {
      system = systemOf(request);
      const steps = answerOf(hostile.says(secretsIn(system)));
      raw = steps.flatMap((step) => ("text" in step ? step.text : [])).join("");
      return steps;
    });
    const response = await postTurn(token, JSON.stringify({ turnId: crypto.randomUUID(), text: QUESTION }));
    const events = (await eventsOf(response)).map(shownBy);
    shown.push({ hostile, events, system, raw });
  }
  return shown;
}

/** What a reader sees of an event; ids hold any figure by chance. */
function shownBy(event: ChatEvent): string {
  if (event.type === "text" || event.type === "status") return event.text;
  return event.type === "attachments" ? JSON.stringify(event.attachments) : `(${event.type})`;
}

const nameOf = ({ hostile, events }: Shown) => `${hostile.kind}: ${hostile.name} → ${events.join("|")}`;
/** As tokens come, three signs or so at a time; the release gate's own test tries other sizes. */
const inPieces = (text: string): Step[] => [{ text: text.match(/.{1,3}/gsu) ?? [] }];

describe("the chat with a hostile model", () => {
  it.each<[string, number, (text: string) => readonly Step[]]>([
    ["says only the attack", 0, inPieces],
    ["mixes it with the truth", 1, (text) => inPieces(`${TRUE_SENTENCE} ${text} ${TRUE_SENTENCE}`)],
    ["ends without a finish reason", 2, (text) => [...inPieces(`${TRUE_SENTENCE}\n${text}`), { endSilently: true }]],
  ])(
    "shows nothing of it and still answers, when the model %s",
    async (_how, way, answerOf) => {
      // Every case once as it is; a fourth of them in each of the other ways, which the release gate's own test tries with all.
      const cases = HOSTILE_CASES.filter((_, index) => way === 0 || index % 4 === way);
      const shown = await askAll(cases, answerOf);
      const unchecked = shown.filter(({ hostile, raw, system }) => !escapes(hostile, raw, secretsIn(system)));
      expect(unchecked.map(nameOf), "every case would show without the checks").toEqual([]);
      const escaped = shown.filter(({ hostile, events, system }) =>
        escapesAnywhere(hostile, events, secretsIn(system)),
      );
      expect(escaped.map(nameOf)).toEqual([]);
      const silent = shown.filter(({ events }) => !USEFUL.test(events.join("")) || events.at(-1) !== "(done)");
      expect(silent.map(nameOf)).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
