import { describe, expect, it } from "vitest";
import type { ExportedConversation } from "./exported-conversation";
import { renderExport, type ExportFormat } from "./render-export";

const FACTS = {
  shop: "demo.myshopify.com",
  request: "r1",
  shopifyRequest: "9<9",
  receivedAt: "2026-11-25T10:00:00.000Z",
  preparedAt: "2026-11-25T10:00:05.000Z",
};
const HOSTILE = `</pre><script>alert("x")</script><img src=x onerror='1'>&amp;`;
const CONVERSATION: ExportedConversation = {
  id: HOSTILE,
  createdAt: "2026-11-20T10:00:00.000Z",
  lastMessageAt: "2026-11-20T10:00:00.000Z",
  language: HOSTILE,
  state: "assistant",
  messages: [
    {
      author: HOSTILE,
      text: HOSTILE,
      createdAt: HOSTILE,
      status: "complete",
      orders: [{ name: HOSTILE, placedOn: HOSTILE, step: HOSTILE, items: [{ title: HOSTILE, quantity: 1 }] }],
      products: [HOSTILE],
      sources: [HOSTILE],
    },
  ],
  placeholders: [{ placeholder: HOSTILE, value: HOSTILE }],
  calls: [
    {
      id: HOSTILE,
      createdAt: HOSTILE,
      state: HOSTILE,
      model: HOSTILE,
      server: HOSTILE,
      sent: HOSTILE,
      returned: HOSTILE,
      released: null,
      evidence: HOSTILE,
    },
  ],
  staffWords: [
    { callId: HOSTILE, kind: "comment", text: HOSTILE, createdAt: HOSTILE },
    { callId: HOSTILE, kind: "reveal", text: HOSTILE, createdAt: HOSTILE },
    { callId: HOSTILE, kind: "test_case", text: "", createdAt: HOSTILE },
  ],
};

async function render(format: ExportFormat, conversations: readonly ExportedConversation[]): Promise<string> {
  async function* parts() {
    for (const conversation of conversations) yield await Promise.resolve(JSON.stringify(conversation));
  }
  let text = "";
  for await (const piece of renderExport(format, FACTS, parts())) text += piece;
  return text;
}

describe("a copy for a customer", () => {
  it("as a page runs nothing and loads nothing, whatever was written in the chat", async () => {
    const html = await render("html", [CONVERSATION]);
    expect(html).not.toMatch(/<(?:script|img)/);
    expect(html).not.toContain("onerror='");
    expect(html).toContain("&lt;script&gt;alert(&quot;x&quot;)");
    expect(html).toContain("default-src 'none'");
    expect(html).toContain("9&lt;9");
    expect(html).toContain("Reason of staff for looking at your details, about model call");
    expect(html.match(/<pre>/g)).toHaveLength(3);
    expect(html.trimEnd().endsWith("</html>")).toBe(true);
  });

  it.each([0, 1, 3])("as JSON holds %d conversations as they are", async (count) => {
    const json: unknown = JSON.parse(
      await render(
        "json",
        Array.from({ length: count }, () => CONVERSATION),
      ),
    );
    expect(json).toMatchObject({ ...FACTS, format: "customer-data-1" });
    expect((json as { conversations: unknown[] }).conversations).toEqual(
      Array.from({ length: count }, () => CONVERSATION),
    );
  });

  it("says so when nothing is kept", async () => {
    expect(await render("html", [])).toContain("No conversations of this customer are kept.");
  });
});
