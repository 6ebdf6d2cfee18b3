/** What stands before or after a name, as parts of patterns, language by language. */

export const TITLES = [
  "mr|mrs|ms|mx|miss|mister|dr|prof|professor|sir|madam|lady|lord|rev|reverend|hon|officer|sergeant|sgt|captain|capt|lieutenant|judge|senator|detective|agent|nurse",
  "herr|herrn|frau|fräulein|hr|fr|familie|mag(?=\\.)|dipl\\.-ing|ing(?=\\.)",
  "monsieur|madame|mademoiselle|mme|mlle|maître|famille",
  "señor|señora|señorita|sr|sra|srta|don|doña|dña|lic(?=\\.)|familia",
  "meneer|mevrouw|mevr|mw|dhr|heer|fam(?=\\.)",
  "signor|signora|signorina|sig|dott|dottor|dottoressa|avv(?=\\.)|famiglia|senhor|senhora",
].join("|");

/** Sentences that say a name. After them any word of no list may be one, also in small letters. */
const SAID = [
  "my (?:full |first |last |real |maiden )?name(?:['’]?s| is| was)|(?:his|her|their|the|whose|maiden|full|first|last|user|customer|account holder|cardholder|recipient|contact|legal|birth|middle|sur|given|family)[ -]?names? (?:is|was|are)",
  "(?:call|calls|called) (?:me|him|her)|(?:in|under) (?:the|my) name(?: of)?|(?:in|under) (?:my )?(?:partner|husband|wife|spouse|mother|father|son|daughter|sister|brother|friend)['’]s name|goes by|known as|made out to|last name\\?|(?:first |full )?name\\?|c/o|care of",
  "(?:mein|der|sein|ihr) name (?:ist|lautet)|(?:ich|er|sie) hei(?:ß|ss)(?:e|t)|(?:vor|nach)name ist|auf den namen|im namen von|namens",
  "(?:je|il|elle) (?:m['’]|s['’])appelle|(?:mon|son) (?:nom|prénom)(?: complet)? est|au nom de",
  "(?:me|se) llam[oa]|(?:mi|su) (?:nombre|apellido)(?: completo)? es|a nombre de|llamad[oa]",
  "(?:mijn|zijn|haar) (?:naam|voornaam|achternaam) is|(?:ik|hij|zij|ze) heet|op naam van|genaamd|t\\.n\\.v\\.",
  "(?:mi|si) chiam[oa]|il mio nome è|a nome di|intestat[oa] a",
  "(?:o )?meu nome é|(?:me|ele se|ela se) cham[oa]|chamo-me|em nome de",
  "nazywam się|mam na imię|jag heter|mitt namn är|jeg he(?:d|t)er|jeg hedder|mit navn er|navnet mitt er|nimeni on|jmenuji se|mă numesc|numele meu este|(?:benim )?adım|меня зовут|με λένε|ονομάζομαι",
];
/** After these any word may follow, so that only a listed first name counts in small letters. */
const VAGUE = [
  "this is|it['’]s|i['’]m|i am|spoke (?:to|with)|speaking (?:to|with)|signed by|received by|the name",
  "je suis|moi c['’]?(?:est)?|ici|c['’]est|soy|habla|ik ben|(?<=^|[\\n.!?,]\\s?|hallo |hoi |hi )met|sono|sou [oa]|olen",
];
/** After these a noun with a capital may follow as well, so that the lists have to know the first name. */
const BEFORE_NOUN = [
  "im|(?<=^|[\\n.!?,]\\s?|h(?:i|ey|ello) )its",
  "(?:ich|hier) (?:bin|ist|spricht)|hier|bin['’]?s|lautet auf",
];
/** Fields of forms that hold a name. */
const NAME_FIELDS = [
  "(?:full|first|last|given|family|middle|maiden|customer|contact|recipient|cardholder|card ?holder|account|shipping|billing)?[ _-]?names?|name on (?:the )?card|surname|account ?holder|card ?holder",
  "(?:vor|nach|zu|familien)?name|(?:konto|karten)inhaber(?:in)?|(?:pré)?nom|titulaire|nombre|apellidos?|titular|(?:voor|achter)?naam|nome|cognome|intestatario|apelido|sobrenome",
  "imię|nazwisko|imię i nazwisko|(?:för|efter)?namn|(?:for|etter|efter)?navn|(?:etu|suku)?nimi|jméno|příjmení|(?:pre)?nume|ad[ıi]? soyad[ıi]?|имя|фамилия|όνομα",
];
/** Fields and heads of mails that hold a name among other things. */
const PERSON_FIELDS = [
  "recipient|receiver|addressee|contact(?: person)?|customer|buyer|patient|attn\\.?|attention|signature|signed|(?:signed for|signed|received) by|(?:deliver(?:ed)?|ship(?:ped)?|bill(?:ed)?|sold) to|to|from",
  "ansprechpartner(?:in)?|(?:empf[äa]nger|besteller|kunde|absender|käufer|abholer)(?:in)?|kundin|klingel|unterschrift|gez\\.|von|an",
  "destinataire|expéditeur|client|signé|firmado|ondertekend|getekend|de|destinatari[oa]|remitente|cliente|contacto|para|ontvanger|contactpersoon|afzender|klant|van|aan|odbiorca|mottagare|modtager|mottaker",
];
/** A name of what is no person. */
const OF_A_THING =
  "(?<!(?:meta|product|item|company|brand|file|street|model|host|domain|shop|store|business|colou?r|pet|user|code|event|card)[ _-]?|/)";
const field = (names: readonly string[]) => String.raw`${OF_A_THING}(?:${names.join("|")})["”]?\s{0,2}[:=>]`;

export const INTRODUCTIONS = `${[...SAID, ...VAGUE, ...BEFORE_NOUN].join("|")}|${field([...NAME_FIELDS, ...PERSON_FIELDS])}|attn\\.?|attention`;
export const VAGUE_INTRODUCTION = new RegExp(String.raw`^(?:${VAGUE.join("|")}|${field(PERSON_FIELDS)})`, "iu");

export const INTRODUCTION_BEFORE_NOUN = new RegExp(String.raw`^(?:${BEFORE_NOUN.join("|")})$`, "iu");

export const GREETINGS =
  "hi|hello|hey|dear|good (?:morning|afternoon|evening)|morning|hallo|liebe[rs]?|moin|servus|guten (?:tag|morgen|abend)|sehr geehrte[rs]?|bonjour|bonsoir|salut|ch[eè]re?|hola|buenos días|buenas tardes|estimad[oa]|querid[oa]|beste|geachte|goedemorgen|goedemiddag|dag|hoi|ciao|buongiorno|gentile|car[oa]|olá|hej|hei|cześć|thanks|thank you|thx|danke|merci|gracias|bedankt|grazie|obrigad[oa]|tack|cheers|sorry";
export const CLOSINGS = [
  "(?:kind |best |warm |many )?regards|best(?: wishes)?|sincerely(?: yours)?|yours(?: (?:truly|sincerely|faithfully))?|cheers|thanks(?: a lot| again| in advance)?|thank you|many thanks|thx|love|ta|signed|talk soon|have a (?:nice|good|great) (?:day|evening|weekend)|xoxo",
  "(?:viele |liebe |beste |schöne |freundliche |herzliche )?gr(?:ü|ue)(?:ß|ss)e|mit freundliche[mn] gr(?:ü|u|ue)(?:ß|ss)(?:en)?|mfg|lg|vg|bg|gru(?:ß|ss)|vielen dank|danke|bis (?:bald|dann)|schönen (?:tag|abend)(?: noch)?",
  "cordialement|bien à vous|bien cordialement|merci(?: d['’]avance)?|sincères salutations|bises|bisous|à bientôt|bonne (?:journée|soirée)",
  "(?:un )?saludos?(?: cordiales)?|atentamente|gracias|un cordial saludo|hasta pronto|atenciosamente|obrigad[oa]|cumprimentos",
  "(?:met )?(?:vriendelijke |hartelijke )?groet(?:en|jes)?|mvg|gr\\.?|bedankt|alvast bedankt|tot snel|fijne dag|cordiali saluti|grazie|distinti saluti|a presto",
  "pozdrawiam|(?:med )?vänliga hälsningar|mvh|(?:med )?vennlig hilsen|(?:med )?venlig hilsen|terveisin|saygılarımla|teşekkürler|s pozdravem",
].join("|");

/** First names that in small letters are rather what someone says of themselves, as in "je suis ravi" or "soy moreno". Folded. */
export const SAID_OF_ONESELF: ReadonlySet<string> = new Set(
  "ravi cher chere juste bon clair franc franca sincere malin calin serin urbain loup severa severo rica rico sano sana malo mala modesto modesta pacifico blanca moreno morena casto casta maximo primo prima bella bello ernst edel anders allen beker una ella esta esse durante mas mia mio nada pero sola solo dan".split(
    " ",
  ),
);
