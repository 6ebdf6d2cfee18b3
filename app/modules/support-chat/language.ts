import { languageOf, type Language } from "./texts";
import { words } from "./words";

/** Common words that one of the two languages has and the other has not. */
const MARKERS: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: new Set(
    "the is are my your you do does did can could how what where when which who why i have has with for of to from and or not it this that would please any there show me am looking need want get long".split(
      " ",
    ),
  ),
  de: new Set(
    "der die das ist sind mein meine meinen ihr ihre ich sie du es wie was wo wann welche wer warum kann konnen kostet habe haben hat mit fur von nach und oder nicht ein eine einen zu bitte gibt wird habt hast euch euer eure gern suche suchen brauche mir dem auch noch kein keine im unter uber".split(
      " ",
    ),
  ),
};

/** The locale to answer in: the page's, unless the message is plainly in the other language that we write. */
export function answerLocale(message: string, pageLocale: string): string {
  const spoken = words(message);
  const count = (language: Language) => spoken.filter((word) => MARKERS[language].has(word)).length;
  const other: Language = languageOf(pageLocale) === "de" ? "en" : "de";
  const isOther = count(other) >= 2 && count(other) > 2 * count(languageOf(pageLocale));
  const isOurs = languageOf(pageLocale) === pageLocale.slice(0, 2);
  return isOther && isOurs ? other : pageLocale;
}
