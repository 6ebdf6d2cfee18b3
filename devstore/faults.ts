import { setTimeout as sleep } from "node:timers/promises";
import type { RequestHandler, Response } from "express";
import { z } from "zod";

/** A failure that a test orders through the control endpoint. */
export const Fault = z.strictObject({
  target: z.enum(["admin", "oauth", "proxy"]),
  mode: z.enum(["slow", "throttle", "error", "none"]),
  /** How many requests it befalls; every one until "none" when absent. */
  times: z.int().positive().optional(),
  delayMs: z.int().min(0).max(120_000).default(5_000),
});
export type Fault = z.infer<typeof Fault>;
type Target = Fault["target"];

/** The ordered failures, at most one per target. */
export type Faults = {
  set(fault: Fault): void;
  /** The failure that befalls the next request of the target, counted down; null when none. */
  take(target: Target): Fault | null;
  list(): Fault[];
  clear(): void;
};

/** Starts without failures. */
export function createFaults(): Faults {
  const byTarget = new Map<Target, Fault>();
  return {
    set(fault) {
      if (fault.mode === "none") byTarget.delete(fault.target);
      else byTarget.set(fault.target, fault);
    },
    take(target) {
      const fault = byTarget.get(target) ?? null;
      if (fault?.times === 1) byTarget.delete(target);
      else if (fault?.times) byTarget.set(target, { ...fault, times: fault.times - 1 });
      return fault;
    },
    list: () => [...byTarget.values()],
    clear: () => byTarget.clear(),
  };
}

/** Lets the ordered failure befall a request; `refuse` writes the target's own form of an error. */
export function withFaults(
  faults: Faults,
  target: Target,
  refuse: (mode: "throttle" | "error", response: Response) => void,
): RequestHandler {
  return (_request, response, next) => {
    const fault = faults.take(target);
    if (fault === null || fault.mode === "none") return next();
    if (fault.mode !== "slow") return refuse(fault.mode, response);
    void sleep(fault.delayMs).then(() => next());
  };
}
