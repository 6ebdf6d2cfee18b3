import { test as base, expect } from "@playwright/test";
import type { Page } from "@playwright/test";

type Fixtures = {
  /** Console errors that this test provokes on purpose. */
  allowedConsoleErrors: RegExp[];
  strictPage: void;
};

/** Playwright's test, failing on any console error or uncaught exception of the page. */
export const test = base.extend<Fixtures>({
  allowedConsoleErrors: [[], { option: true }],
  strictPage: [
    async ({ page, allowedConsoleErrors }, use) => {
      const errors = watchErrors(page);
      await use();
      const unexpected = errors.filter((text) => !allowedConsoleErrors.some((allowed) => allowed.test(text)));
      expect(unexpected, "errors in the browser's console").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

function watchErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
  });
  return errors;
}
