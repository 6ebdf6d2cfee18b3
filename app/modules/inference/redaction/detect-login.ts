import { fold } from "./fold-text";
import { placeOf, type PersonalSpan, type Span } from "./span";
import { isEnglishWord, kindsOf } from "./word-lists";

const PASSWORD = [
  "pass(?=\\s?[:=])|pass ?words?|passwd|pwd?|pswd?|pass ?code|pass ?phrase|pin(?: code| number)?|cvv2?|cvc2?|security code|otp|one[- ]time (?:code|password)|verification code|2fa(?: code)?|sms[- ]code",
  "(?:door|gate|entry|entrance|alarm|access|garage|lockbox|building) code|code (?:for|to|of|van|voor|für|zu[mr]?|de|del|della) ?(?:the |my |our |de |het |der |die |la |l['’])?(?:door|gate|entrance|alarm|garage|lockbox|building|deur|poort|(?:haus)?tür|porte|immeuble|puerta|portal|portone)",
  "kennwort|passwort|geheimzahl|sicherheitscode|prüfziffer|(?:tür|zugangs|haustür)code",
  "mot de passe|code secret|mdp|cryptogramme|digicode|code (?:porte|d['’](?:accès|entrée))",
  "contraseña|clave|código de (?:seguridad|acceso)|senha|palavra-passe|código de acesso",
  "wachtwoord|ww|pincode|beveiligingscode|(?:deur|toegangs)code|password di|parola d'ordine",
  "hasło|lösenord|passord|adgangskode|kodeord|salasana|şifre(?:m)?|heslo|parol[ăa]",
].join("|");
const USER = [
  "user(?=\\s?[:=]|\\sis\\s)|user ?(?:name|id)|account ?name|login(?: name| id| details)?|log-in|handle|credentials",
  "benutzer(?:name|kennung)|nutzername|anmeldename|zugangsdaten|anmeldedaten|nom d['’]utilisateur|identifiants?|nombre de usuario|usuario|datos de acceso",
  "gebruikersnaam|inlognaam|inloggegevens|nome utente|credenziali|usuário|nazwa użytkownika|användarnamn|bruker?navn|brugernavn|käyttäjätunnus|kullanıcı adı",
  "(?:benutzer|nutzer|utilisateur|gebruiker|utente|utilizador)(?=\\s?[:=])",
].join("|");
const SIGN = String.raw`\s?(?:[:=]|(?:is|was|ist|lautet|est|es|è|é|är|er|wäre|war|était|c['’]est)(?!\p{L})[:]?|→)\s?`;
const VALUE = String.raw`(?:"(?<double>[^"\n]{3,64})"|['‘](?<single>[^'’\n]{3,64})['’]|(?<bare>(?!(?:${PASSWORD}|${USER}|and|und|et|y|en)(?![\p{L}\p{N}]))[^\s"'<>()\[\]]{3,64}))`;
const NAMED = String.raw`(?<![\p{L}\p{N}])(?:(?<password>${PASSWORD})|(?<user>${USER}))(?![\p{L}\p{N}])(?:\s(?:code|number|on the back)(?![\p{L}\p{N}]))?`;

const LOGIN = new RegExp(
  String.raw`${NAMED}(?:(?<sign>${SIGN})|\s(?:(?:string|attempt|revealed|of|to|as|[-–])\s){0,2})${VALUE}`,
  "dgiu",
);
/** What follows an e-mail address after a stroke, as log-ins are written down. */
const AFTER_EMAIL = /(?<=[\p{L}\p{N}]\.\p{L}{2,24})(?:\s?\/\s?|\s?\|\s?|:)(?<bare>[^\s"'<>()[\]/|]{5,64})/dgu;
/** The password beside a user name. */
const AFTER_USER = /\s?[/|]\s?(?<bare>[^\s"'<>()[\]/|]{4,64})/duy;
/** "the password I use is", "the PIN for my card is": a few words before the value, which then has to look like one. */
const FAR = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${PASSWORD})(?![\p{L}\p{N}])(?:\s(?!order|bestell|commande|pedido|num)\p{L}[\p{L}'’]{0,14}){1,5}?(?:\s(?:is|was|ist|war|est|es|è)|:|,)\s(?<bare>[^\s"'<>()\[\]]{4,64})`,
  "dgiu",
);
/** "I use Dragon#77 as my password" */
const USED_AS = new RegExp(
  String.raw`(?<![^\s"'])(?<bare>[^\s"'<>()\[\]]{5,64})["']?\s(?:as|als|comme|como|come)\s(?:\p{L}{2,6}\s)?(?:${PASSWORD})(?![\p{L}\p{N}])`,
  "dgiu",
);
const HAS_AS = /\s(?:as|als|comme|como|come)\s/i;
const MAX_EMAIL_CHARS = 120;
const END_OF_EMAIL = /@[^\s@]*$/;
const TRAILING = /[.,;:!?]+$/;
const GROUPS = ["double", "single", "bare"] as const;

/** User names and passwords after their word, and what stands beside an e-mail address as its password. */
export function detectLogins(text: string): PersonalSpan[] {
  const matches = [...text.matchAll(LOGIN)];
  const named = matches.flatMap((match) => {
    const hasSign = match.groups?.sign !== undefined;
    const span = trimmed(text, match, match.groups?.bare !== undefined);
    const value = span && text.slice(span.start, span.end);
    const isQuoted = match.groups?.bare === undefined;
    if (!value || !(isSecretLike(value) || isQuoted || (hasSign && !isSpoken(value)))) return [];
    if (match.groups?.user === undefined) return [secret(span, "password_cue")];
    AFTER_USER.lastIndex = span.end;
    return [secret(span, "login_cue"), ...besidePassword(text, AFTER_USER.exec(text), "login_cue")];
  });
  const apart = [...(matches.length > 0 ? [FAR] : []), ...(HAS_AS.test(text) ? [USED_AS] : [])].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => besidePassword(text, match, "password_cue")),
  );
  if (!text.includes("@")) return [...named, ...apart];
  const beside = [...text.matchAll(AFTER_EMAIL)].flatMap((match) =>
    END_OF_EMAIL.test(text.slice(Math.max(0, match.index - MAX_EMAIL_CHARS), match.index))
      ? besidePassword(text, match, "beside_email")
      : [],
  );
  return [...named, ...apart, ...beside];
}

const secret = (span: Span, detector: string) => ({ ...span, type: "SECRET" as const, detector });

function besidePassword(text: string, match: RegExpExecArray | null, detector: string): PersonalSpan[] {
  const span = match && trimmed(text, match, true);
  return span && isSecretLike(text.slice(span.start, span.end)) ? [secret(span, detector)] : [];
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
