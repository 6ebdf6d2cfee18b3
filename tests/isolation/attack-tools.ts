import { runTool } from "~/modules/support-chat/run-tool.server";
import { CHAT_TOOLS, readToolCall } from "~/modules/support-chat/chat-tools";
import type { Turn } from "~/modules/support-chat/turn";
import { shopperContext } from "~/modules/tenancy/visitor-token.server";
import { foreignId, patience, type Attack, type Battlefield } from "./attempt";
import type { Random } from "./random";
import { COMMON_WORD } from "./seed-values";

/** A model that answers for the attacker's shop calls every tool there is, for what is the victim's. */
export const attackTools: Attack = (random, field, at) => {
  const name = CHAT_TOOLS[at % CHAT_TOOLS.length]?.name ?? "search_knowledge";
  const input = makeInput(random, field, name);
  const turn = turnOf(random, field);
  return {
    name: `tool ${name} ${JSON.stringify(input)}`,
    run: async () => {
      const read = readToolCall(name, input);
      return read.ok ? JSON.stringify(await runTool(turn, read.call)) : read.reason;
    },
  };
};

function makeInput(random: Random, field: Battlefield, name: string): Record<string, string> {
  const words = random.pick([COMMON_WORD, `${COMMON_WORD} ${foreignId(random, field)}`, foreignId(random, field)]);
  const handle = random.pick([...field.ids.filter((id) => id.startsWith(COMMON_WORD)), foreignId(random, field)]);
  // Now and then an argument that no tool takes: who the model would like to be.
  const extra: Record<string, string> = random.chance(0.1) ? { shopId: field.victim } : {};
  switch (name) {
    case "get_product":
      return { handle, ...extra };
    case "search_knowledge":
    case "find_products":
      return { query: words.slice(0, 200), ...extra };
    default:
      return extra;
  }
}

function turnOf(random: Random, { attacker, ids }: Battlefield): Turn {
  const conversationId = random.pick(ids);
  const customerId = random.pick([null, "7001"]);
  return {
    shop: shopperContext({ shopId: attacker, conversationId, customerId }),
    conversationId,
    customerId,
    locale: "en",
    state: "assistant",
    text: COMMON_WORD,
    history: [],
    signal: patience(),
  };
}
