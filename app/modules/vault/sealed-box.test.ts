import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { openBox, readKeyId, sealBox } from "./sealed-box";

const key = randomBytes(32);
const keyId = randomBytes(16);
const text = new TextEncoder().encode("Ada Lovelace, 12 Example Road");

describe("sealed box", () => {
  it("opens what it sealed, and never seals twice to the same bytes", () => {
    const box = sealBox(key, keyId, "here", text);
    expect(openBox(key, "here", box)).toEqual(text);
    expect(readKeyId(box)).toEqual(new Uint8Array(keyId));
    expect(sealBox(key, keyId, "here", text)).not.toEqual(box);
    expect(box).toHaveLength(1 + 16 + 12 + text.length + 16);
  });

  it("refuses every single changed bit", () => {
    const box = sealBox(key, keyId, "here", text);
    const opened = [...box.keys()].filter((at) => {
      // The key id is checked through the context, see fieldContext; here the context is fixed.
      if (at >= 1 && at < 17) return false;
      const changed = box.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      return canOpen(changed, "here");
    });
    expect(opened).toEqual([]);
  });

  it("refuses another place, another key and a cut value", () => {
    const box = sealBox(key, keyId, "here", text);
    expect(canOpen(box, "there")).toBe(false);
    expect(() => openBox(randomBytes(32), "here", box)).toThrow();
    expect(canOpen(box.subarray(0, box.length - 1), "here")).toBe(false);
    expect(canOpen(box.subarray(0, 20), "here")).toBe(false);
  });
});

function canOpen(box: Uint8Array, context: string): boolean {
  try {
    openBox(key, context, box);
    return true;
  } catch {
    return false;
  }
}
