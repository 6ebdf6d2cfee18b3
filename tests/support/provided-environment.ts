import { inject } from "vitest";

// Before a test file imports app/env.server.ts, which parses process.env once.
Object.assign(process.env, inject("environment"));
