import { fold, foldText, toOriginalSpan } from "./fold-text";
import type { Span } from "./span";

const MIN_TERM_CHARS = 2;
const MAX_TERMS = 2_000;

const CODE = String.raw`[A-Z]{0,5}[-_]?\d[\dA-Z]{0,3}[\dA-Z\-_]{1,30}`;
const NUMBERED =
  "orders?(?:nummer|nr|id)?|oorder|ordr|po|purh?chases?|purchase|invoices?|bills?|receipts?|tickets?|case|rma|returns?|refund|shipments?|parcels?|packages?|tracking|track(?: (?:&|and) trace)?|consignment|awb|sku|ean|gtin|upc|isbn|asin|article|item|model|part|serial|style|ref|reference|voucher|coupon|gift ?cards?|gutschein(?:code|nummer)?|quotes?|batch|lot|bestell(?:ung|nummer|nr)|auftrag(?:snummer)?|rechnung(?:snummer)?|sendung(?:snummer)?|paket(?:nummer)?|artikel(?:nummer)?|retoure|commande|facture|colis|suivi|expédition|pedido|factura|envío|paquete|seguimiento|bestelling|bestelnummer|factuur|pakket|zending|verzending|référence|referencia|referenz|riferimento|encomenda|zamówieni[ea]|beställning|ordre|tilaus|sipariş(?:im)?|objednávk[ay]|comand[aă]|rendelés|ordine|fattura|spedizione|pacco";
const LINK = String.raw`(?:\s?(?:number|numbers|num|no|nr|nummer|numéro|n°|nº|número|numero|id|code|is|was|ist|est|es|with|of|the|de|del|ending in)\.?(?!\p{L})){0,4}\s?[:#=(]{0,3}\s?#?`;

/** What a shopper needs to be answered and what says nothing of them: numbers of orders and parcels, dates, prices and sizes. */
const PATTERNS: readonly RegExp[] = [
  /#\s?[A-Z]{0,4}-?\d{3,15}(?![\p{L}\p{N}\-])/giu,
  new RegExp(String.raw`(?<!\p{L})(?:${NUMBERED})(?!\p{L})${LINK}${CODE}(?![\d\-.]|\s\d)`, "giu"),
  new RegExp(
    String.raw`(?<!\p{L})(?:tracking|track(?: (?:&|and) trace)?|parcel|shipment|sendung|suivi|colis|seguimiento|paquete|pakket|zending)(?!\p{L})${LINK}[\dA-Z]{2,8}(?:[ \-]\d{2,8}){1,7}(?!\d)`,
    "giu",
  ),
  // Parcels: UPS (1Z), the post's S10 form (UPU), and the twenty digits of an SSCC (GS1).
  /(?<![\p{L}\p{N}])(?:1Z[\dA-Z]{16}|[A-Z]{2}\d{9}[A-Z]{2}|00\d{18})(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}.\/])\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})(?![\p{L}\p{N}]|[./\-]\d)/gu,
  /(?:[€$£¥]|\b(?:EUR|USD|GBP|CHF|CAD|AUD)\b)\s?\d[\d.,' ]{0,12}\d?|\b\d[\d.,']{0,12}\s?(?:[€$£¥]|\b(?:EUR|USD|GBP|CHF|CAD|AUD|euros?|dollars?|pounds?)\b)/gi,
  /(?<!\p{L})(?:size|sizes|größe|groesse|taille|talla|maat|taglia|EU|UK|US)\s?(?:is\s)?\d{1,3}(?:[.,]5)?(?:\s?[-–/]\s?\d{1,3})?(?![\p{L}\p{N}])/giu,
];

/** Terms of the catalogue and of the customer's orders, compiled once a request. */
export function compileProtectedTerms(terms: readonly string[]): RegExp | null {
  const forms = [...new Set(terms.slice(0, MAX_TERMS).map((term) => fold(term.trim())))].filter(
    (term) => term.length >= MIN_TERM_CHARS,
  );
  if (forms.length === 0) return null;
  const sources = forms
    .sort((a, b) => b.length - a.length)
    .map((form) => form.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`));
  return new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${sources.join("|")})(?![\p{L}\p{N}])`, "gu");
}

/** Stretches that detectors must leave alone, apart from the shop's own words. */
export function findKeptSpans(text: string): Span[] {
  if (!/\d/.test(text)) return [];
  return PATTERNS.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length })),
  );
}

/** Stretches that are words of the shop itself. */
export function findTerms(text: string, terms: RegExp | null): Span[] {
  if (!terms) return [];
  const folded = foldText(text);
  return [...folded.text.matchAll(terms)].map((match) =>
    toOriginalSpan(folded, match.index, match.index + match[0].length),
  );
}
