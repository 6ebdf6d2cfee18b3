import { describe, expect, it } from "vitest";
import { csvCell, exportHead, exportLine, type ExportRow } from "./export-rows";

const ROW: ExportRow = {
  id: "c1",
  createdAt: "2026-01-01T00:00:00.000Z",
  purpose: "chat",
  state: "complete",
  model: "m",
  endpointName: "s",
  withheld: false,
  promptTokens: 1,
  completionTokens: 2,
  firstTokenMs: 3,
  totalMs: 4,
  finishReason: "stop",
  errorCode: null,
  language: "en",
  conversationId: null,
  productId: null,
  promptVersion: "chat@1",
  fingerprint: null,
  request: '{"a":1}',
  response: "=HYPERLINK(1)",
  released: "Hello [NAME_1]",
  evidence: [],
  verdicts: [],
  finishedAt: null,
  erased: false,
  unreadable: false,
  judgement: "good",
  resolvedAt: null,
};

describe("csvCell", () => {
  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\n=1", "＝1"])("disarms %j", (text) => {
    expect(csvCell(text)).toBe(`"'${text}"`);
  });

  it("quotes quotes, commas and lines, and leaves other text", () => {
    expect(csvCell('say "a, b"\nc')).toBe('"say ""a, b""\nc"');
    expect(csvCell(" =1")).toBe('" =1"');
    expect(csvCell(-5)).toBe('"-5"');
    expect(csvCell(null)).toBe('""');
  });
});

describe("exportLine", () => {
  it("has as many cells as the head", () => {
    const count = (line: string) => line.trimEnd().split('","').length;
    expect(count(exportLine("csv", ROW))).toBe(count(exportHead("csv")));
    expect(exportLine("csv", ROW)).toContain(`"'=HYPERLINK(1)"`);
  });

  it("is one JSON object a line", () => {
    const line = exportLine("jsonl", ROW);
    expect(line.endsWith("\n")).toBe(true);
    expect(JSON.parse(line)).toMatchObject({ id: "c1", erased: false, sent: '{"a":1}', returned: "=HYPERLINK(1)" });
    expect(exportHead("jsonl")).toBe("");
  });

  it("marks an erased call instead of leaving it out", () => {
    const erased = { ...ROW, erased: true, request: null, response: null, released: null };
    expect(JSON.parse(exportLine("jsonl", erased))).toMatchObject({ id: "c1", erased: true, sent: null });
  });
});
