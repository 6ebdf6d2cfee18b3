import { format } from "node:util";
import { afterEach, beforeEach } from "vitest";

const terminal = globalThis.console;
const original = terminal.error;
let errors: string[] = [];

beforeEach(() => {
  errors = [];
  terminal.error = (...args: unknown[]) => void errors.push(format(...args));
});

// A test that expects an error on the console spies on console.error itself.
afterEach(() => {
  terminal.error = original;
  if (errors.length > 0) throw new Error(`console.error was called:\n${errors.join("\n")}`);
});
