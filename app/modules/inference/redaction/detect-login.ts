import { fold } from "./fold-text";
import { placeOf, type PersonalSpan } from "./span";
import { isEnglishWord, kindsOf } from "./word-lists";

const PASSWORD =
  "pass(?=\\s?[:=])|pass ?words?|passwd|pwd|pass ?code|pass ?phrase|pin(?: code| number)?|cvv2?|cvc2?|security code|otp|one[- ]time (?:code|password)|verification code|kennwort|passwort|geheimzahl|sicherheitscode|mot de passe|code secret|mdp|contraseña|clave|código de seguridad|wachtwoord|pincode|beveiligingscode|password di|parola d'ordine";
const USER =
  "user(?=\\s?[:=])|user ?(?:name|id)|login(?: name| id)?|log-in|handle|benutzer(?:name|kennung)|anmeldename|nom d['’]utilisateur|identifiant|nombre de usuario|usuario|gebruikersnaam|inlognaam|nome utente";
const SIGN = String.raw`\s?(?:[:=]|(?:is|was|ist|lautet|est|es|è)(?!\p{L})[:]?|→)\s?`;
const VALUE = String.raw`(?:"(?<double>[^"\n]{3,64})"|['‘](?<single>[^'’\n]{3,64})['’]|(?<bare>(?!(?:${PASSWORD}|${USER}|and|und|et|y|en)(?![\p{L}\p{N}]))[^\s"'<>()\[\]]{3,64}))`;
const NAMED = String.raw`(?<![\p{L}\p{N}])(?:(?<password>${PASSWORD})|(?<user>${USER}))(?![\p{L}\p{N}])`;

const LOGIN = new RegExp(
  String.raw`${NAMED}(?:(?<sign>${SIGN})|\s(?:(?:string|attempt|revealed|of|to|as)\s){0,2})${VALUE}`,
  "dgiu",
);
/** What follows an e-mail address after a stroke, as log-ins are written down. */
const AFTER_EMAIL = /(?<=[\p{L}\p{N}]\.\p{L}{2,24})(?:\s\/\s|\s?\|\s?|:)(?<bare>[^\s"'<>()[\]/|]{5,64})/dgu;
const TRAILING = /[.,;:!?]+$/;
const GROUPS = ["double", "single", "bare"] as const;

/** User names and passwords after their word, and what stands beside an e-mail address as its password. */
export function detectLogins(text: string): PersonalSpan[] {
  const named = [...text.matchAll(LOGIN)].flatMap((match) => {
    const hasSign = match.groups?.sign !== undefined;
    const span = trimmed(text, match, match.groups?.bare !== undefined);
    const value = span && text.slice(span.start, span.end);
    const isQuoted = match.groups?.bare === undefined;
    if (!value || !(isSecretLike(value) || isQuoted || (hasSign && !isSpoken(value)))) return [];
    return [
      { ...span, type: "SECRET" as const, detector: match.groups?.user === undefined ? "password_cue" : "login_cue" },
    ];
  });
  if (!text.includes("@")) return named;
  const beside = [...text.matchAll(AFTER_EMAIL)].flatMap((match) => {
    const span = trimmed(text, match, true);
    return span && isSecretLike(text.slice(span.start, span.end))
      ? [{ ...span, type: "SECRET" as const, detector: "beside_email" }]
      : [];
  });
  return [...named, ...beside];
}

function trimmed(text: string, match: RegExpExecArray, isBare: boolean): { start: number; end: number } | null {
  const group = GROUPS.find((name) => match.groups?.[name] !== undefined);
  if (group === undefined) return null;
  const [start, end] = placeOf(match, group);
  const value = text.slice(start, end);
  // A full stop ends the sentence; an exclamation mark may belong to a password.
  const length = isBare ? value.replace(isSecretLike(value) ? /[.,;:?]+$/ : TRAILING, "").length : value.length;
  return length === 0 ? null : { start, end: start + length };
}

/** Digits with letters, signs inside, or capitals inside: no word of a sentence looks so. */
function isSecretLike(value: string): boolean {
  const core = value.replace(TRAILING, "");
  if (/[@/].*\.\p{L}{2,}/u.test(core)) return false;
  return (
    /\d/.test(core) ||
    /\p{L}[^\p{L}\p{N}\s'’\-.,]+\p{L}/u.test(core) ||
    /^[^\p{L}\p{N}]\p{L}{3,}/u.test(core) ||
    /\p{Ll}\p{Lu}/u.test(core)
  );
}

/** Whether a value is a word that one says about a password, such as "wrong", rather than one itself. */
function isSpoken(value: string): boolean {
  const folded = fold(value.replace(TRAILING, ""));
  return isEnglishWord(folded) || SPOKEN.has(folded) || (kindsOf(folded) === 0 && folded.length < 4);
}

const SPOKEN = new Set(
  "not nicht pas plus no niet wrong falsch weg vergessen ungultig incorrect incorrecte incorrecto incorrecta oublie perdu olvidada vergeten verkeerd kwijt correct korrekt mein meine mon mi mijn abgelaufen expired expire caducada verlopen immer encore toujours siempre nog dass que dat zu trop muy te too".split(
    " ",
  ),
);
