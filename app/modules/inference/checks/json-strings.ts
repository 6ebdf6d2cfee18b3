/** States of the reader: outside of any string, in a key or value string, or after a backslash. */
type State = "outside" | "string" | "escape" | "unicode";

const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "",
  f: "",
  "/": "/",
  '"': '"',
  "\\": "\\",
};

/**
 * Reads the string values out of JSON that is still arriving, so that a draft can be shown while it is written. A string is a value when a
 * colon, or in an array a comma or bracket, came before it. The finished JSON is parsed and checked again as a whole.
 */
export class JsonStringReader {
  #state: State = "outside";
  #isValue = false;
  #before = "";
  #depth: ("{" | "[")[] = [];
  #hex = "";

  /** More JSON; gives the new characters of values, a line break after each value. */
  push(text: string): string {
    return text
      .split("")
      .map((char) => this.#take(char))
      .join("");
  }

  #take(char: string): string {
    if (this.#state === "outside") return this.#takeOutside(char);
    if (this.#state === "escape") return this.#takeEscape(char);
    if (this.#state === "unicode") return this.#takeHex(char);
    if (char === "\\") this.#state = "escape";
    else if (char === '"') return this.#endString();
    else return this.#show(char);
    return "";
  }

  #takeOutside(char: string): string {
    if (/\s/.test(char)) return "";
    if (char === '"') {
      this.#isValue =
        this.#before === ":" ||
        (this.#depth.at(-1) === "[" && (this.#before === "[" || this.#before === ",")) ||
        this.#depth.length === 0;
      this.#state = "string";
      return "";
    }
    if (char === "{" || char === "[") this.#depth.push(char);
    if (char === "}" || char === "]") this.#depth.pop();
    this.#before = char;
    return "";
  }

  #takeEscape(char: string): string {
    this.#state = char === "u" ? "unicode" : "string";
    this.#hex = "";
    return char === "u" ? "" : this.#show(ESCAPES[char] ?? "");
  }

  #takeHex(char: string): string {
    this.#hex += char;
    if (this.#hex.length < 4) return "";
    this.#state = "string";
    const unit = Number.parseInt(this.#hex, 16);
    return this.#show(Number.isNaN(unit) ? "" : String.fromCharCode(unit));
  }

  #endString(): string {
    this.#state = "outside";
    this.#before = '"';
    return this.#isValue ? "\n" : "";
  }

  #show(text: string): string {
    return this.#isValue ? text : "";
  }
}
