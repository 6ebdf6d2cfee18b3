/** Check digits of national numbers. Each takes digits (and letters where the number has them) without separators. */

const DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
const HETU_CHARS = "0123456789ABCDEFHJKLMNPRSTUVWXY";

/** Spain's DNI and NIE: the letter is the number modulo 23 (Orden INT/2058/2008; NIE's X, Y, Z count as 0, 1, 2). */
export function isDni(value: string): boolean {
  const digits = value.slice(0, -1).replace(/^[XYZ]/, (letter) => String("XYZ".indexOf(letter)));
  return DNI_LETTERS[Number(digits) % 23] === value.at(-1);
}

/** France's NIR: the last two digits are 97 less the number modulo 97; Corsica's 2A and 2B count as 19 and 18 (INSEE). */
export function isNir(value: string): boolean {
  const number = BigInt(value.slice(0, 13).replace("2A", "19").replace("2B", "18"));
  return 97n - (number % 97n) === BigInt(value.slice(13));
}

/** The Netherlands' BSN: the eleven test with weights 9 to 2 and -1 (Logisch Ontwerp BSN). */
export function isBsn(value: string): boolean {
  const sum = [...value].reduce((total, digit, index) => total + Number(digit) * (index === 8 ? -1 : 9 - index), 0);
  return sum % 11 === 0 && !/^(\d)\1+$/.test(value);
}

/** Germany's tax number: ISO/IEC 7064, MOD 11,10 (§ 139b AO, BZSt). */
export function isSteuerId(value: string): boolean {
  let product = 10;
  for (const digit of value.slice(0, 10)) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return value[0] !== "0" && (11 - product) % 10 === Number(value[10]);
}

/** Belgium's national number: 97 less the first nine digits modulo 97, with a 2 in front for births from 2000 on. */
export function isBelgianNumber(value: string): boolean {
  const check = Number(value.slice(9));
  return [value.slice(0, 9), `2${value.slice(0, 9)}`].some((number) => 97 - (Number(number) % 97) === check);
}

/** EAN-13's check digit, which Switzerland's AHV number has (AHVV, article 133). */
export function isEan13(value: string): boolean {
  const sum = [...value].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}

/** Finland's identity code: the number modulo 31 names the last character (Digi- ja väestötietovirasto). */
export function isHetu(value: string): boolean {
  const number = Number(value.slice(0, 9));
  return HETU_CHARS[number % 31] === value.at(-1);
}

/** Brazil's CPF: two check digits modulo 11 (Receita Federal). */
export function isCpf(value: string): boolean {
  return [9, 10].every((length) => {
    const sum = [...value.slice(0, length)].reduce(
      (total, digit, index) => total + Number(digit) * (length + 1 - index),
      0,
    );
    return ((sum * 10) % 11) % 10 === Number(value[length]);
  });
}

const DIHEDRAL = [
  "0123456789",
  "1234067895",
  "2340178956",
  "3401289567",
  "4012395678",
  "5987604321",
  "6598710432",
  "7659821043",
  "8765932104",
  "9876543210",
];
const PERMUTATION = [
  "0123456789",
  "1576283094",
  "5803796142",
  "8916043527",
  "9453126870",
  "4286573901",
  "2793806415",
  "7046913258",
];

/** India's Aadhaar: Verhoeff's check digit (UIDAI). */
export function isAadhaar(value: string): boolean {
  const check = [...value]
    .reverse()
    .reduce((state, digit, index) => Number(DIHEDRAL[state]?.[Number(PERMUTATION[index % 8]?.[Number(digit)])]), 0);
  return check === 0;
}
