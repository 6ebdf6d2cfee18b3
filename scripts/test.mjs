// Entry of `npm test`. Plain JavaScript for any Node from 18 on, like start.mjs.
import { requireNode18, runUnderNode24 } from "./run-under-node-24.mjs";

requireNode18();
const { installPackages } = await import("./install-packages.mjs");
await installPackages();
runUnderNode24("scripts/test.ts", process.argv.slice(2));
