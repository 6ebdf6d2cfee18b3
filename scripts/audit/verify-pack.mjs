#!/usr/bin/env node
// Checks an evidence pack of an Inhouse audit log. Needs Node 18 or newer and nothing else.
//   node verify.mjs [folder] [--key <id of the key, received by another way>]
// Ends with 0 when everything holds, 1 when something does not, 2 when it cannot be run.
import { createHash, createPublicKey, verify } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** @param {string} reason */
function fail(reason) {
  console.error(`✗ ${reason}`);
  process.exit(1);
}

/** RFC 8785 for what the pack holds: strings, safe integers and objects of them. @param {unknown} value @returns {string} */
function canonical(value) {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(",")}}`;
}

/** @param {string | Buffer} data */
const sha256 = (data) => createHash("sha256").update(data);

/** Public keys by id: the first 16 hex digits of the SHA-256 of the key. @param {string} pem */
function readKeys(pem) {
  const blocks = pem.match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? [];
  return new Map(
    blocks.map((block) => {
      const key = createPublicKey(block);
      return [
        sha256(key.export({ type: "spki", format: "der" }))
          .digest("hex")
          .slice(0, 16),
        key,
      ];
    }),
  );
}

/** Checks the signature of a signed object. @param {Map<string, any>} keys @param {any} signed @param {string} name */
function requireSigned(keys, { sig, ...claim }, name) {
  const key = keys.get(claim.key);
  if (!key) fail(`${name}: it was signed with the key ${claim.key}, which is not in the pack`);
  if (!verify(null, Buffer.from(canonical(claim)), key, Buffer.from(String(sig), "base64")))
    fail(`${name}: the signature does not fit, it was changed`);
}

/** @param {string} text @param {string} name */
function parse(text, name) {
  try {
    return JSON.parse(text);
  } catch {
    return fail(`${name}: it is not JSON`);
  }
}

/** Signed hashes by the number of their event. @param {string} folder @param {Map<string, any>} keys @param {string} shop */
function readAnchors(folder, keys, shop) {
  const anchors = new Map();
  const lines = readFileSync(join(folder, "anchors.jsonl"), "utf8").split("\n");
  for (const [index, line] of lines.entries()) {
    if (line === "") continue;
    const name = `anchors.jsonl, line ${index + 1}`;
    const anchor = parse(line, name);
    requireSigned(keys, anchor, name);
    if (anchor.shop !== shop) fail(`${name}: it is about ${anchor.shop}`);
    const known = anchors.get(anchor.seq);
    if (known && known.hash !== anchor.hash)
      fail(`${name}: another signed head gives event ${anchor.seq} another hash`);
    anchors.set(anchor.seq, anchor);
  }
  return anchors;
}

/** One event: its number, that it follows the one before, and what was signed about it. */
function checkEvent(line, expected, previous, { shop, from, to }, anchors) {
  const name = `event ${expected}`;
  const { seq, hash, event } = parse(line, `events.jsonl, at ${name}`);
  if (seq !== String(expected)) fail(`${name} is missing: ${seq} stands in its place`);
  const bytes = Buffer.from(String(event), "utf8");
  const found = sha256(previous).update(bytes).digest();
  if (found.toString("hex") !== hash) fail(`${name} was changed: its hash does not fit the one before and its content`);
  const said = parse(event, name);
  if (said.seq !== seq || said.shop !== shop) fail(`${name} says that it is event ${said.seq} of ${said.shop}`);
  const anchor = anchors.get(seq);
  if (anchor && anchor.hash !== hash)
    fail(`${name} was made anew: the hash signed at ${anchor.signedAt} is another one`);
  return { hash: found, inPeriod: said.time >= from && said.time < to, anchored: Boolean(anchor) };
}

/** @param {string} path */
async function hashFile(path) {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest("hex");
}

async function checkEvents(folder, manifest, anchors) {
  let previous = Buffer.from(manifest.prevHash, "hex");
  let expected = BigInt(manifest.firstSeq);
  if (expected === 1n && !/^0{64}$/.test(manifest.prevHash)) fail("event 1 does not begin the chain");
  const counts = { events: 0, outside: 0, vouched: 0 };
  for await (const line of createInterface({ input: createReadStream(join(folder, "events.jsonl")) })) {
    const { hash, inPeriod, anchored } = checkEvent(line, expected, previous, manifest, anchors);
    counts.events += 1;
    if (!inPeriod) counts.outside += 1;
    if (anchored) counts.vouched = counts.events;
    previous = hash;
    expected += 1n;
  }
  if (String(expected - 1n) !== manifest.lastSeq)
    fail(`events ${expected} to ${manifest.lastSeq} are missing at the end`);
  if (previous.toString("hex") !== manifest.hash) fail("the last event is not the one that the manifest names");
  return counts;
}

async function main() {
  const args = process.argv.slice(2);
  const flag = args.indexOf("--key");
  const wantedKey = flag < 0 ? null : args.splice(flag, 2)[1];
  const folder = args[0] ?? dirname(fileURLToPath(import.meta.url));
  const keys = readKeys(readFileSync(join(folder, "public-keys.pem"), "utf8"));
  const manifest = parse(readFileSync(join(folder, "manifest.json"), "utf8"), "manifest.json");
  if (wantedKey && manifest.key !== wantedKey)
    fail(`the pack was signed with the key ${manifest.key}, not ${wantedKey}`);
  requireSigned(keys, manifest, "manifest.json");
  // The events last: a damaged one is then named, and not just the file.
  const anchors = readAnchors(folder, keys, manifest.shop);
  const { events, outside, vouched } = await checkEvents(folder, manifest, anchors);
  for (const [name, hash] of Object.entries(manifest.files)) {
    if ((await hashFile(join(folder, name))) !== hash) fail(`${name} is not the file that the manifest names`);
  }
  console.log(`✓ ${manifest.shop}: ${events} events from ${manifest.from} to ${manifest.to} hold`);
  if (outside > 0) console.log(`  ${outside} of them were written with a time outside of the period`);
  console.log(`  ${vouched} of them were vouched for by ${anchors.size} heads that were signed as they came about`);
  console.log(`  signed at ${manifest.madeAt} with the key ${manifest.key}`);
  if (!wantedKey) console.log("  compare this key with the one you received by another way, or give it with --key");
}

await main().catch((error) => {
  console.error(`✗ The pack cannot be read: ${error.message}`);
  process.exit(2);
});
