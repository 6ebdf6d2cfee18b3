import { spansOf, type PersonalSpan } from "./span";

const FIELD =
  "street(?: address)?|address(?: line)?[ _]?\\d?|house (?:no|number)|city|town|stra(?:ß|ss)e|str\\.|hausn(?:umme)?r\\.?|(?:wohn)?ort|plz[ ]?/[ ]?ort|stadt|rue|ville|calle|ciudad|localidad|población|straat|huisnummer|(?:woon)?plaats|indirizzo|città|comune|endereço|cidade|morada|ulica|miasto|adres|gata|postort|by";
/** Fields of a form or of data that hold a part of an address, one a line or between other fields. */
const ADDRESS_FIELD = new RegExp(
  String.raw`(?<=^|[\n,;{|>&\t]\s{0,4}["']?|_)(?:${FIELD})["']?\s{0,2}[:=]\s{0,3}["']?(?<value>[\p{L}\p{N}][^\n,;:"'{}|<>=&\t]{1,60})(?=$|[\n,;"'{}|<>&\t])`,
  "dgiu",
);
/** The number of a house after its word also without a colon. */
const HOUSE_NUMBER =
  /(?<![\p{L}\p{N}])(?:hausnummer|huisnummer|house number)\s?[:=]?\s?(?<value>\d{1,4}\s?[a-z]?)(?![\p{L}\p{N}])/dgiu;

/** What a form names as a part of an address. */
export function detectAddressFields(text: string): PersonalSpan[] {
  const fields = /[:=]/.test(text) ? spansOf(text, ADDRESS_FIELD, "ADDRESS", "address_field", "value") : [];
  return [...fields, ...spansOf(text, HOUSE_NUMBER, "ADDRESS", "address_field", "value")];
}
