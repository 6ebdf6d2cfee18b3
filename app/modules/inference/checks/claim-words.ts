import { foldWords } from "./comparable";

/**
 * Claims that shops make without a figure ("free shipping", "half price", "back tomorrow", "only a few left"), in en, de, fr, es, nl and some
 * it, as words without diacritics. Whatever language says it, the evidence must say the same.
 */
const CLAIMS = {
  free: String.raw`(?<!feel |[a-z]-|toll |hands )free(?!-|\s+(?:of(?!\s+(?:any )?(?:charge|cost))|from|to|size|time|range|hand))|for free|for nothing|on the house|on us|complimentary|(?:at no|without (?:any )?|no|zero)\s?(?:extra |additional |further )?(?:shipping |delivery |return |postage |handling )?(?:costs?|charges?|fees?)|costs? nothing|zero[- ](?:cost|charge|fee)|kosten(?:los|frei)\w*|gratis\w*|umsonst|(?:versand|porto|gebuhren|versandkosten)frei\w*|(?:ohne|keine) (?:zusatzliche[n]? |weitere[n]? )?(?:versand|liefer|rucksende)?(?:kosten|gebuhr\w*|aufpreis)|geschenkt|gratuit\w*|sans frais|offerts?\b|offertes?\b|(?:sin|ningun) (?:coste?s?|cargos?|gastos)\w*|zonder (?:extra )?(?:verzend)?kosten|kosteloos|geen (?:verzend|retour|extra )?kosten`,
  part_of_price: String.raw`half(?!-hour)|halves|halved|(?:a|one) (?:quarter|third|fifth)|two[- ]thirds|three[- ]quarters|1/[2-9]|halb(?!schuh|mond)\w*|(?:ein|andert)halb\w*|halfte|ein drittel|ein viertel|moitie|demi\w*|un tiers|un quart|mitad|medio precio|un tercio|helft|halve|halfprijs|meta prezzo`,
  multiple: String.raw`twice|(?<!to )double(?![- ]check|-)|triple|twofold|(?:two|three|2|3)[- ]for[- ](?:one|two|1|2)|buy one|bogo|doppelt\w*|dreifach\w*|zwei (?:fur|zum preis von) eins?|le double|el doble|dos por uno|2x1|3x2|dubbel\w*|twee voor een`,
  discount: String.raw`discount\w*|rebates?|on sale|(?:the|our|this|summer|winter|big|final|flash|clearance|mid-season) sales?|sales? (?:price|item|ends?|starts?|is|runs?)|reduced|marked down|cheaper|cheapest|(?:lowest|best) prices?|bargains?|price (?:drops?|cuts?|match\w*)|special (?:offers?|prices?|deals?)|deals?|promo\w*|coupons?|vouchers?|gift cards?|store credit|cash-?back|clearance|rabatt\w*|reduziert\w*|ermassig\w*|gunstiger|billiger|sonder(?:preis|angebot)\w*|schnappchen|gutschein\w*|preisnachlass\w*|im angebot|schlussverkauf|remises?|soldes?|rabais|reductions?|bons? d'achat|moins cher\w*|en promotion|descuentos?|rebajas?|rebajad\w*|ofertas?|cupon\w*|mas barat\w*|korting\w*|aanbieding\w*|uitverkoop|afgeprijsd\w*|goedkoper|waardebon\w*|cadeaubon\w*|sconto|saldi`,
  in_stock: String.raw`in[- ]stock|(?:auf|am) lager|vorratig\w*|en stock|en existencias|op voorraad`,
  sold_out: String.raw`sold[- ]out|out of stock|no longer available|discontinued|ausverkauft\w*|vergriffen\w*|nicht mehr (?:verfugbar|lieferbar)|epuise\w*|rupture|agotad\w*|uitverkocht\w*|niet meer (?:verkrijgbaar|leverbaar)`,
  last_ones: String.raw`(?:only|just|last|final)(?: a)? (?:few|handful|couple|pairs?|pieces?|items?|ones?)|(?:few|pairs?|pieces?|items?) (?:left|remain\w*)|selling (?:out )?fast|(?:almost|nearly) (?:gone|sold)|limited (?:stock|quantit\w*|time|editions?)|while (?:stocks?|supplies) last|ends? soon|last chance|hurry|nur noch (?:wenige|ein paar)|wenige (?:stuck|paare|exemplare)|solange (?:der )?vorrat|fast (?:weg|vergriffen)|letzte[nrs]? (?:stuck\w*|paare?|exemplare?|chance)|nur (?:fur )?kurze zeit|plus que quelques|derni(?:er|ere)s? (?:articles?|exemplaires?|pieces?|paires?|chances?)|stock limite|jusqu'a epuisement|ultim[oa]s? (?:unidades?|pares?|oportunidad)|quedan pocas|pocas unidades|hasta agotar|laatste (?:stuks|exemplaren|paren|kans)|bijna (?:op|weg)|zolang de voorraad|tijdelijk`,
  tomorrow: String.raw`tomorrow|(?<!guten |goede |jeden |am |der )morgen(?!s\b)|demain|(?<!la |por la )manana|domani`,
  day_after: String.raw`day after tomorrow|ubermorgen|apres-demain|pasado manana|overmorgen`,
  yesterday: String.raw`yesterday|gestern|hier soir|ayer|gisteren`,
  coming: String.raw`(?:next|this|coming|following) (?:weekend|week|month|year|quarter|spring|summer|autumn|fall|winter|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|(?:nachste|kommende|diese)[nrsm]? (?:woche|wochenende|monat|jahr|fruhling|sommer|herbst|winter|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)|(?:la |cette )?semaine prochaine|cette semaine|mois prochain|ce mois|week-end|lundi prochain|(?:proxim[oa]|est[ea]) (?:semana|mes|ano|fin de semana|lunes|martes|miercoles|jueves|viernes)|fin de semana|(?:volgende|komende|deze) (?:week|weekend|maand|jaar|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)|(?:in|within) a few (?:hours|days|minutes|weeks)|(?:in|innerhalb) wenige[nr]? (?:stunden|tage\w*|minuten)|dans quelques (?:heures|jours)|en (?:unas|pocas) horas|binnen enkele (?:uren|dagen)`,
  fast: String.raw`same[- ]day|overnight|next[- ](?:business[- ]|working[- ])?day|express|within (?:the hour|minutes|hours)|am (?:selben|gleichen|nachsten) (?:tag|werktag)|uber nacht|le (?:jour meme|lendemain)|mismo dia|dia siguiente|dezelfde dag|volgende (?:werk)?dag`,
  today: String.raw`today|tonight|this (?:morning|afternoon|evening)|heute|aujourd'hui|ce soir|hoy|esta (?:noche|tarde)|vandaag|vanavond`,
  holiday: String.raw`christmas|x-?mas|easter|black friday|cyber monday|new year\w*|valentine\w*|halloween|thanksgiving|weihnacht\w*|ostern|silvester|neujahr|noel|paques|nouvel an|navidad\w*|pascua|kerst\w*|pasen|sinterklaas|ramadan|diwali|hanukkah|natale`,
  clock: String.raw`noon|midnight|mitternacht|mittags?|midi|minuit|mediodia|medianoche|middernacht`,
  guarantee: String.raw`lifetime|life-?long|money[- ]back|warrant\w*|guarantee[sd]?|garant\w*|lebenslang\w*|geld[- ]zuruck\w*|satisfait ou rembourse\w*|a vie|de por vida|levenslang\w*|niet[- ]goed[- ]geld`,
  channel: String.raw`whatsapp|telegram|instagram|facebook|tiktok|snapchat|wechat|viber|discord|skype|venmo|cash ?app|western union|moneygram|bitcoins?|crypto\w*|ethereum|usdt|zelle|paypal|qr[- ]?codes?|wire transfers?|bank transfers?|uberweis\w*|virements?|transferencias?|overschrijving\w*`,
  credentials: String.raw`(?:password|passwort|kennwort|mot de passe|contrasena|wachtwoord|pin(?:[- ]?code)?|cvv|cvc|social security|card (?:number|details)|bank details|kartennummer|kreditkartendaten|kontodaten|numero de carte|numero de tarjeta|kaartnummer)s?`,
  done: String.raw`(?:i|we)(?: have|'ve)?(?: just| already| now)? (?:cancell?ed|refunded|credited|charged|shipped|sent|ordered|booked|updated|changed|deleted|processed|issued|applied|activated|reserved|upgraded|forwarded|notified|extended|approved)|your (?:order|refund|payment|parcel|account|address|subscription|request|return|exchange)\b.{0,20}\b(?:has been|have been|was|is now) (?:successfully )?(?:cancell?ed|refunded|credited|charged|shipped|sent|updated|changed|deleted|processed|issued|approved|confirmed|upgraded|lost)|ich habe .{0,40}(?:storniert|erstattet|geandert|bestellt|gebucht|verschickt|reserviert|geloscht|aktiviert|gutgeschrieben)|wurde .{0,30}(?:storniert|erstattet|gutgeschrieben|genehmigt)|j'ai (?:annule|rembourse|modifie|commande|envoye|active|applique)|a ete (?:annulee?|remboursee?|approuvee?)|he (?:cancelado|reembolsado|cambiado|pedido|enviado|activado|aplicado)|ha sido (?:cancelad|reembolsad|aprobad)\w|ik heb .{0,40}(?:geannuleerd|terugbetaald|gewijzigd|besteld|verstuurd|geactiveerd)|is (?:geannuleerd|terugbetaald|goedgekeurd)`,
} as const;

export type ClaimKind = keyof typeof CLAIMS;

/** What a claim may be about; "free returns" does not make shipping free. */
const OBJECTS: Readonly<Record<string, string>> = {
  shipping: String.raw`ship\w*|deliver\w*|postage|courier|[a-z]*versand\w*|[a-z]*liefer\w*|[a-z]*versende\w*|porto|livr\w*|envoi|expedi\w*|envio\w*|entreg\w*|[a-z]*verzend\w*|[a-z]*lever(?:ing|en|t)\w*|bezorg\w*|spedizion\w*`,
  returns: String.raw`return\w*|send(?:ing)?\b.{0,20}\bback|bring\b.{0,20}\bback|[a-z]*rucks(?:end|end)\w*|[a-z]*retour\w*|ruckgabe\w*|zuruck\w*|renvoi\w*|devol\w*|devuel\w*|terug\w*|reso`,
  exchange: String.raw`exchang\w*|swap\w*|umtausch\w*|umtauschen|echang\w*|cambi\w*|ruil\w*|omruil\w*`,
  repair: String.raw`repair\w*|resol\w*|reparatur\w*|reparier\w*|repar\w*|herstel\w*`,
  gift: String.raw`gifts?|presents?|wrapping|geschenk\w*|cadeaux?|emballage|regalos?|cadeautjes?|samples?|proben?|muster|echantillons?|muestras?`,
  advice: String.raw`advice|consult\w*|beratung|conseils?|asesor\w*|advies`,
};
const whole = (source: string) => String.raw`(?<![a-z\d])(?:${source})(?![a-z\d])`;
/** All kinds in one pattern, so that a sentence without any is read once. */
const CLAIM = new RegExp(
  whole(
    Object.entries(CLAIMS)
      .map(([kind, source]) => `(?<${kind}>${source})`)
      .join("|"),
  ),
  "g",
);
const OBJECT_PATTERNS = Object.entries(OBJECTS).map(([name, source]) => [name, new RegExp(whole(source))] as const);
/** These must stand in the evidence by the very word. */
const BY_WORD: ReadonlySet<string> = new Set<ClaimKind>(["channel", "credentials", "holiday"]);
/** "Can I help you today?" promises nothing; "It ships today." does. */
const NEEDS_OBJECT: ReadonlySet<string> = new Set<ClaimKind>(["today"]);
const PROMISES =
  /(?<!\p{L})(?:arriv\w*|come[sn]?|ends?|only|until|order|buy|ankomm\w*|kommt|endet|nur|bis|arrive\w*|jusqu|llega\w*|hasta|komt|eindigt|tot)(?!\p{L})/u;
/** The assistant does not know: it denies knowing of a thing, not the thing, and says nothing else. */
const KNOWS_NOTHING =
  /^[^,;:–—.!?]*(?<!\p{L})(?:no|not|don't|doesn't|cannot|can't|couldn't|keine?|nicht|nichts|pas|aucune?|ninguna?|no|geen|niet)(?!\p{L})[^,;:–—.!?]*(?<!\p{L})(?:information|info|mention\w*|details|know|find|say|says|sure|angaben|informationen|weiss|finde|steht|renseignements?|informations?|trouve|sais|mentionn\w*|informacion|encuentro|se|menciona\w*|informatie|weet|vind|vermeld\w*)(?!\p{L})[^,;:–—.!?]*[.!]?\s*$/u;

type Claim = { readonly key: string; readonly objects: readonly string[] };

/** The claims of the evidence: what each is about, as `free` → {shipping}. */
export type StatedClaims = ReadonlyMap<string, ReadonlySet<string>>;

/** Collects what the evidence claims, sentence by sentence; a title says what its sentences are about. */
export function collectClaims(evidence: readonly { readonly title: string; readonly text: string }[]): StatedClaims {
  const stated = new Map<string, Set<string>>();
  for (const { title, text } of evidence) {
    const whole = foldWords(`${title}\n${text}`);
    for (const match of whole.matchAll(CLAIM)) {
      const around = sentenceAround(whole, match.index);
      const known = stated.get(keyOf(match)) ?? new Set<string>();
      for (const object of objectsIn(`${foldWords(title)}\n${around}`)) known.add(object);
      stated.set(keyOf(match), known);
    }
  }
  return stated;
}

function sentenceAround(text: string, index: number): string {
  const before = Math.max(text.lastIndexOf("\n", index), text.lastIndexOf(". ", index), text.lastIndexOf("! ", index));
  const after = text.slice(index).search(/[.!?]\s|\n/);
  return text.slice(before + 1, after === -1 ? text.length : index + after);
}

/** Whether every claim of a sentence is one of the evidence's. */
export function areClaimsStated(sentence: string, stated: StatedClaims): boolean {
  const text = foldWords(sentence);
  const claims = claimsIn(text);
  if (claims.length === 0 || KNOWS_NOTHING.test(text)) return true;
  return claims.every(({ key, objects }) => {
    if (NEEDS_OBJECT.has(key) && objects.length === 0 && !PROMISES.test(text)) return true;
    const known = stated.get(key);
    return known !== undefined && (objects.length === 0 || objects.some((object) => known.has(object)));
  });
}

function claimsIn(text: string): Claim[] {
  const matches = [...text.matchAll(CLAIM)];
  if (matches.length === 0) return [];
  const objects = objectsIn(text);
  return matches.map((match) => ({ key: keyOf(match), objects }));
}

function keyOf({ 0: words, groups }: RegExpExecArray): string {
  const kind = Object.entries(groups ?? {}).find(([, found]) => found !== undefined)?.[0] ?? "";
  return BY_WORD.has(kind) ? `${kind}:${words.replace(/[^a-z]/g, "")}` : kind;
}

const objectsIn = (text: string) => OBJECT_PATTERNS.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);
