/** First and last names that are also everyday words of shoppers: hidden where written with a capital. */
export const EVERYDAY_WORDS = new Set(
  "ben matt clay mia mio dan will may mark rose grace hope art bill frank sue pat rob drew chase grant dawn summer autumn joy faith ray gene dean miles page long short young black white brown green gray grey blue wood woods stone field hill lake rich best good price shoes order case ring bell jean jeans klein gross gros grand petit roux blanc noir leon sol luz mercedes angel mai rein engel sommer winter berg wolf fuchs koch lang kurz weiss schwarz braun neu sterling amber ruby jade pearl lily daisy iris violet ivy olive ginger basil sky star king prince baker carter cook fisher hunter mason porter smith taylor tanner grun rot blau gelb grau lila rosa jasmin jasmine viola violeta lavanda roos margarita marguerite groen rood geel zwart wit bruin roze paars oranje verde rojo azul amarillo negro blanco gris marron morado naranja oliva marino celeste turquesa vert rouge bleu jaune noir blanc rosso nero bianco grigio".split(
    " ",
  ),
);
