// Entry of `npm start` and `npm run dev`. Plain JavaScript for any Node from 18 on: it installs the packages, among
// them Node 24, and hands over to start.ts under that Node.
import { requireNode18, runUnderNode24 } from "./run-under-node-24.mjs";

requireNode18();
const { installPackages } = await import("./install-packages.mjs");
await installPackages();
runUnderNode24("scripts/start.ts", process.argv.slice(2));
