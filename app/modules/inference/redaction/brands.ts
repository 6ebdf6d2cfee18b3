import { fold } from "./fold-text";

/**
 * Well-known makers, and figures on what they sell, that are called as people are; folded, without signs. Left out: those whose name many
 * people have, such as Paul Smith. A shop's own vendors need no list: its terms are protected.
 */
const BRANDS =
  "abercrombie fitch,adolfo dominguez,alexander mcqueen,alexander wang,anna sui,anne klein,bang olufsen,ben jerrys,ben sherman,betty barclay,betty boop,betty crocker,bobbi brown,bruno banani,bruno magli,calvin klein,captain morgan,carl zeiss,carolina herrera,charles tyrwhitt,charlotte tilbury,christian dior,christian lacroix,christian louboutin,cole haan,daniel hechter,daniel wellington,darth vader,diane von furstenberg,dolce gabbana,donald duck,donna karan,dr bronner,dr hauschka,dr martens,dr oetker,dr pepper,dr scholl,dr seuss,eddie bauer,elie saab,elizabeth arden,emilio pucci,emporio armani,ermenegildo zegna,estee lauder,etienne aigner,fred perry,fritz hansen,georg jensen,gerry weber,gianni versace,giorgio armani,giuseppe zanotti,guy laroche,hans grohe,hannah montana,harley davidson,harry potter,helena rubinstein,helly hansen,herman miller,hugo boss,indiana jones,issey miyake,jack daniel,jack daniels,jack jones,jack wills,jack wolfskin,jean paul gaultier,jeffrey campbell,jil sander,jim beam,jimmy choo,jo malone,john deere,john frieda,john galliano,johnnie walker,johnson johnson,juicy couture,julius meinl,karl lagerfeld,kate spade,kenneth cole,lara croft,laura ashley,laura biagiotti,laura mercier,liz claiborne,louis philippe,louis poulsen,louis vuitton,luke skywalker,marc cain,marc jacobs,marc opolo,marco polo,marks spencer,mary jane,mary janes,mary kay,mary poppins,massimo dutti,max factor,max mara,melissa doug,michael kors,mickey maus,mickey mouse,minnie maus,minnie mouse,miu miu,moet chandon,mr clean,mr proper,narciso rodriguez,nina ricci,oscar de la renta,paco rabanne,paloma picasso,patrizia pepe,paul mitchell,peppa pig,pepe jeans,peter pan,peter rabbit,philipp plein,philippe starck,pierre cardin,pippi langstrumpf,ralph lauren,ray ban,rebecca minkoff,rick owens,roberto cavalli,rolls royce,salvatore ferragamo,sam edelman,santa claus,scooby doo,sherlock holmes,sonia rykiel,stan smith,stella mccartney,steve madden,super mario,ted baker,thomas sabo,tim hortons,tom jerry,tom tailor,tommy bahama,tommy hilfiger,tommy jeans,tony hawk,tory burch,uncle bens,vanessa bruno,vera bradley,vera wang,victoria beckham,victorias secret,viktor rolf,vivienne westwood,walt disney,winnie pooh,winnie the pooh,yankee candle,yves rocher,yves saint laurent,zadig voltaire";
const MAX_CHARS = 40;
const FIRST_WORD = /[\p{L}\p{M}'’]{1,30}/uy;
const TITLE_BEFORE = /(?:dr|mr)\.?\s$/i;

const BY_FIRST_WORD = Map.groupBy(BRANDS.split(","), (brand) => brand.split(" ")[0]);

/** Whether what begins at this place, or with the title before it, is the name of a brand. */
export function isBrand(text: string, start: number): boolean {
  const title = TITLE_BEFORE.exec(text.slice(Math.max(0, start - 4), start))?.[0] ?? "";
  return beginsWithBrand(text, start) || (title !== "" && beginsWithBrand(text, start - title.length));
}

function beginsWithBrand(text: string, start: number): boolean {
  FIRST_WORD.lastIndex = start;
  const brands = BY_FIRST_WORD.get(plainWords(FIRST_WORD.exec(text)?.[0] ?? ""));
  if (!brands) return false;
  const words = plainWords(text.slice(start, start + MAX_CHARS));
  return brands.some((brand) => `${words} `.startsWith(`${brand} `));
}

/** "Marc O'Polo", "Dolce & Gabbana", "Dr. Martens" as in the list. */
const plainWords = (text: string) =>
  fold(text)
    .replace(/['.]/g, "")
    .replace(/\s(?:and|und|et|y|en)\s|[^\p{L}]+/gu, " ")
    .trimEnd();
