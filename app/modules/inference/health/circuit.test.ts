import { beforeEach, describe, expect, it } from "vitest";
import { Circuit } from "./circuit";

const OPTIONS = { maxFailures: 3, openMs: 1_000, maxOpenMs: 4_000 };

let now = 0;
let circuit = new Circuit(OPTIONS, () => now);

beforeEach(() => {
  now = 0;
  circuit = new Circuit(OPTIONS, () => now);
});

const failTimes = (times: number) => {
  for (let count = 0; count < times; count += 1) circuit.enter()?.fail(false);
};

describe("Circuit", () => {
  it("opens after failures in a row only", () => {
    failTimes(2);
    circuit.enter()?.succeed();
    failTimes(2);
    expect(circuit.state).toBe("closed");
    failTimes(1);
    expect([circuit.state, circuit.enter(), circuit.retryAfterMs]).toEqual(["open", null, 1_000]);
  });

  it("opens at once when finding out took time", () => {
    circuit.enter()?.fail(true);
    expect(circuit.state).toBe("open");
  });

  it("lets exactly one probe through when its time is up, which closes it", () => {
    failTimes(3);
    now = 1_000;
    expect(circuit.state).toBe("half_open");
    const passes = Array.from({ length: 50 }, () => circuit.enter()).filter((pass) => pass !== null);
    expect(passes.length).toBe(1);
    passes[0]?.succeed();
    expect([circuit.state, circuit.enter() !== null, circuit.enter() !== null]).toEqual(["closed", true, true]);
  });

  it("stays open for twice as long when the probe fails, up to a bound", () => {
    failTimes(3);
    const waits = [];
    for (let probe = 0; probe < 4; probe += 1) {
      now += circuit.retryAfterMs;
      circuit.enter()?.fail(false);
      waits.push(circuit.retryAfterMs);
    }
    expect(waits).toEqual([2_000, 4_000, 4_000, 4_000]);
  });

  it("sends another probe when the first one's reader left", () => {
    failTimes(3);
    now = 1_000;
    const probe = circuit.enter();
    expect(circuit.enter()).toBeNull();
    probe?.abandon();
    expect(circuit.enter()).not.toBeNull();
  });

  it("is not kept open by those who were under way when it opened", () => {
    const late = circuit.enter();
    failTimes(3);
    now = 900;
    late?.fail(true);
    expect(circuit.retryAfterMs).toBe(100);
  });

  it("lets those through who want to know, and closes when they were answered", () => {
    failTimes(3);
    circuit.enter(true)?.succeed();
    expect(circuit.state).toBe("closed");
  });
});
