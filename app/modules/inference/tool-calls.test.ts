import { describe, expect, it } from "vitest";
import { Placeholders } from "./redaction/placeholders";
import { addToolCalls, readToolCalls, writtenReply, type WrittenToolCall } from "./tool-calls";

function collect(...chunks: Parameters<typeof addToolCalls>[1][]): WrittenToolCall[] {
  const calls: WrittenToolCall[] = [];
  for (const chunk of chunks) addToolCalls(calls, chunk);
  return calls;
}

const piece = (index: number, name?: string, json?: string) => ({
  index,
  function: { ...(name === undefined ? {} : { name }), ...(json === undefined ? {} : { arguments: json }) },
});

describe("addToolCalls", () => {
  it("joins pieces of name and arguments, and keeps calls apart", () => {
    const calls = collect(
      [piece(0, "find_"), piece(1, "get_product")],
      [piece(0, "products"), piece(1, undefined, '{"han')],
      [piece(0, undefined, '{"query":'), piece(1, undefined, 'dle":"a"}')],
      [piece(0, undefined, '"b"}')],
    );
    expect(calls.map(({ name, arguments: json }) => [name, json])).toEqual([
      ["find_products", '{"query":"b"}'],
      ["get_product", '{"handle":"a"}'],
    ]);
  });

  it("takes a name that is repeated with every piece once", () => {
    expect(collect([piece(0, "find_products", "{")], [piece(0, "find_products", "}")])).toMatchObject([
      { name: "find_products", arguments: "{}" },
    ]);
  });

  it("reads no more calls than a plan can need", () => {
    expect(collect(Array.from({ length: 100 }, (_, index) => piece(index, "x", "{}")))).toHaveLength(16);
  });
});

describe("readToolCalls", () => {
  const placeholders = new Placeholders([{ type: "EMAIL", number: 1, value: 'a"b@example.com' }]);
  const read = (json: string) => readToolCalls([{ index: 0, id: "", name: "t", arguments: json }], placeholders)[0];

  it("gives the arguments in placeholders and restored, also deep inside", () => {
    expect(read('{"q":"mail [EMAIL_1]","list":["[EMAIL_1]","[EMAIL_2]"]}')).toEqual({
      name: "t",
      written: { q: "mail [EMAIL_1]", list: ["[EMAIL_1]", "[EMAIL_2]"] },
      arguments: { q: 'mail a"b@example.com', list: ['a"b@example.com', "[EMAIL_2]"] },
    });
  });

  it.each(["", "  ", "{}"])("takes %j for a call without arguments", (json) => {
    expect(read(json)).toMatchObject({ written: {}, arguments: {} });
  });

  it.each(['{"q": "x', "[1]", '"text"', "null", "{'q': 1}", "<tool>"])("reads %j as no arguments", (json) => {
    expect(read(json)).toMatchObject({ written: null, arguments: null });
  });
});

it("records a text as it came, and a call with all of it", () => {
  expect(writtenReply({ text: "Hello.", toolCalls: [] })).toBe("Hello.");
  const toolCalls = [{ index: 0, id: "a", name: "t", arguments: '{"q": "x' }];
  expect(JSON.parse(writtenReply({ text: "", toolCalls }))).toEqual({
    content: "",
    tool_calls: [{ id: "a", function: { name: "t", arguments: '{"q": "x' } }],
  });
});
