/**
 * Characters that people do not see: format characters (\p{Cf}: zero-width, bidi controls, tags, soft hyphen), variation selectors,
 * fillers, line separators, controls but tab and newline, and unpaired surrogates, private use and unassigned code points (\p{C}).
 */
const INVISIBLE =
  /[\p{Cf}\p{Co}\p{Cs}\p{Cn}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u2800\u3164\uffa0\ufe00-\ufe0f\u{e0100}-\u{e01ef}]|(?![\t\n])\p{Cc}/gu;
const LINE_BREAK = /\r\n?|\u2028|\u2029|\u0085/g;
/** The flags of England, Scotland and Wales: the only sequences of tag characters that Unicode recommends (UTS 51, annex C). */
const TAGGED_FLAG =
  "\u{1f3f4}\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f}";
const FLAG_OR_INVISIBLE = new RegExp(`(${TAGGED_FLAG})|${INVISIBLE.source}`, "gu");
/** Scripts whose letters change their form at a joiner (Unicode, DerivedJoiningType and the Indic viramas). */
const JOINING = String.raw`(?:(?=[\p{L}\p{M}])[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}])`;
const JOINING_BEFORE = new RegExp(`${JOINING}$`, "u");
const JOINING_AFTER = new RegExp(`^${JOINING}`, "u");
const EMOJI_BEFORE = /\p{Extended_Pictographic}\p{Emoji_Modifier}?\ufe0f?$/u;
const EMOJI_RIGHT_BEFORE = /[^\p{ASCII}]$/u;
const EMOJI_AFTER = /^\p{Extended_Pictographic}/u;
/** The longest emoji before a joiner: two code points of two units each, and a variation selector. */
const REACH = 5;
const PLAIN = /^[\t\n\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff]*$/;

/** Text without invisible characters, except those that letters or an emoji need: a joiner in Hindi, Persian or a family of emoji. */
export function removeInvisible(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(LINE_BREAK, "\n").replace(FLAG_OR_INVISIBLE, (match: string, ...rest: unknown[]) => {
    const [flag, offset, whole] = rest;
    // The arguments of a replacer without named groups (ECMAScript, "String.prototype.replace").
    return flag !== undefined || isNeeded(match, whole as string, offset as number) ? match : "";
  });
}

/** Text without any invisible character, to be compared with. */
export function stripInvisible(text: string): string {
  return PLAIN.test(text) ? text : text.replace(LINE_BREAK, "\n").replace(INVISIBLE, "");
}

function isNeeded(char: string, text: string, offset: number): boolean {
  if (char !== "\u200d" && char !== "\u200c" && char !== "\ufe0f") return false;
  const before = text.slice(Math.max(0, offset - REACH), offset);
  const after = text.slice(offset + 1, offset + 1 + REACH);
  if (char === "\ufe0f") return EMOJI_RIGHT_BEFORE.test(before) && /\p{Extended_Pictographic}$/u.test(before);
  if (JOINING_BEFORE.test(before) && JOINING_AFTER.test(after)) return true;
  return char === "\u200d" && EMOJI_BEFORE.test(before) && EMOJI_AFTER.test(after);
}
