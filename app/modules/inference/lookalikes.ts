/** Pairs of a sign and the ASCII sign that it looks like; each sign is one UTF-16 unit, so that places stay the same. */
const LETTERS =
  "аaбbвbгrдdеeзeиuіiјjкkмmнhоoпnрpсcтtуyхxһhѕsԁdԛqԝwӏlѵvԌGАAВBЕEКKМMНHОOРPСCТTУYХXІIЈJЅSԚQԜWӀIҮYҺHЗ3" +
  "αaβbγyεeηnιiκkνvοoρpσoτtυuχxωwϲcϳjΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXϹC" +
  "օoսuհhոnզqցgաwտsՏSՕOՍUԼLᎠDᎡRᎢTᎪAᎫJᎬEᎳWᎷMᎻHᏀGᏃZᏙVᏚSᏞLᏟCᏢPᏦKᏴB" +
  "ıiɩiɪIɡgɑaʟLʀRɴNᴀAʙBᴄCᴅDᴇEꜰFɢGʜHᴊJᴋKᴍMᴏOᴘPꜱSᴛTᴜUᴠVᴡWʏYᴢZƖlǃ!";
const SIGNS =
  "‹<〈<⟨<❮<❬<˂<ᐸ<›>〉>⟩>❯>❭>˃>ᐳ>∣|¦|ǀ|│|┃|❘|❙|❚|┆|┇|【[〔[⟦[⁅[】]〕]⟧]⁆]∶:꞉:ː:։:⁄/∕/╱/⧸/‐-‑-‒-–-−-․.·.•.‧.∙.⋅.ꓸ.٪%";
const toPairs = (table: string) =>
  Array.from({ length: table.length / 2 }, (_, index): [string, string] => [
    table.charAt(2 * index),
    table.charAt(2 * index + 1),
  ]);
const LETTER_OF: ReadonlyMap<string, string> = new Map(toPairs(LETTERS));
const SIGN_OF: ReadonlyMap<string, string> = new Map(toPairs(SIGNS));
const ASCII_ONLY = /^\p{ASCII}*$/u;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** The text with every lookalike of an ASCII sign as that sign; the same length, so that places found in it are places of the text. */
export function toSkeleton(text: string): string {
  if (ASCII_ONLY.test(text)) return text;
  return text.replace(/[^\p{ASCII}]/gu, (char) => LETTER_OF.get(char) ?? SIGN_OF.get(char) ?? char);
}

/** A text whose words in lookalike letters are in ASCII ones, where Latin letters stand beside them or all of the word is made of such. */
export function foldLookalikes(text: string): string {
  if (ASCII_ONLY.test(text)) return text;
  return text.replace(WORD, (word) => {
    if (ASCII_ONLY.test(word)) return word;
    const folded = [...word].map((char) => LETTER_OF.get(char) ?? char).join("");
    return ASCII_ONLY.test(folded) ? folded : word;
  });
}

/** Words that mix Latin with Cyrillic, Greek, Armenian or Cherokee letters: no language writes so. */
export function mixedWords(text: string): string[] {
  if (ASCII_ONLY.test(text)) return [];
  return (text.match(WORD) ?? []).filter(
    (word) =>
      /\p{Script=Latin}/u.test(word) &&
      /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u.test(word) &&
      !/^[\p{Script=Latin}µμΩ]*$/u.test(word),
  );
}
