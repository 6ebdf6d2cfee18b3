import { describe, expect, it } from "vitest";
import { isUnfiltered, parseLogFilters, toCallFilter, writeLogFilters } from "./log-filters";

const parse = (query: string) => parseLogFilters(new URLSearchParams(query));
const at = { now: new Date("2026-11-25T12:00:00.000Z"), staffId: "7" };

describe("filters in an address", () => {
  it("leaves out what it does not know, and keeps the rest", () => {
    const query =
      "state=failed&state=bogus&verdict=check:withheld&verdict=check:pass&verdict=x&language=DE&language=de&range=5y&review=open&foo=1&conversation=1";
    expect(writeLogFilters(parse(query))).toBe("state=failed&verdict=check%3Awithheld&language=de&review=open");
  });

  it("is the same text for the same filters, in whatever order they come", () => {
    expect(writeLogFilters(parse("state=failed&purpose=copy&purpose=chat"))).toBe(
      writeLogFilters(parse("purpose=chat&purpose=copy&state=failed&state=failed")),
    );
  });

  it("is nothing when nothing known is there", () => {
    expect(isUnfiltered(parse("after=x&view=y&state="))).toBe(true);
    expect(isUnfiltered(parse("assigned=me"))).toBe(false);
    expect(isUnfiltered(parse("assigned=somebody"))).toBe(true);
  });
});

describe("the calls that are meant", () => {
  it("ends ranges now, and takes whole days in UTC", () => {
    expect(toCallFilter(parse("range=24h&from=2026-01-01&to=2026-01-02"), at)).toMatchObject({
      from: "2026-11-24T12:00:00.000Z",
    });
    expect(toCallFilter(parse("range=24h&to=2026-01-02"), at)).not.toHaveProperty("to");
    expect(toCallFilter(parse("from=2026-01-01&to=2026-01-02"), at)).toMatchObject({
      from: "2026-01-01T00:00:00.000Z",
      to: "2026-01-03T00:00:00.000Z",
    });
  });

  it("takes 'me' for whoever asks", () => {
    expect(toCallFilter(parse("assigned=me"), at)).toMatchObject({ assignedTo: "7" });
  });
});
