// npm run bench -- redaction [--misses]: what redaction finds, what it leaves alone, and how fast it is. Described in bench/README.md.
import { fileURLToPath, pathToFileURL } from "node:url";
import { generateWordLists } from "../scripts/launcher/word-lists.ts";
import { bundle } from "./support/bundle.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
await generateWordLists(root);
await import(pathToFileURL(await bundle(root, "redaction/measure.ts")).href);
