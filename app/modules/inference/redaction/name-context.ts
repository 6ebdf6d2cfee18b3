const set = (words: string) => new Set(words.split(" "));

/** Small words inside names, in several languages. */
export const PARTICLES = set(
  "de del della di da dos das do du la le van von der den den ten ter te zu zur bin ibn al el abu mac mc y e o' st",
);

/** What stands before a thing rather than a person. */
export const DETERMINERS = set(
  "the a an my your our this these those that each every any some no another its which what",
);

/** The same in other languages, where they stand before a first name as well: "der Sepp". Folded. */
export const FOREIGN_DETERMINERS = set(
  "der die das den dem des ein eine einen einem einer eines mein meine meinen meinem meiner dein deine ihr ihre ihren unser unsere kein keine diese dieser dieses le la les un une mon ma mes ce cet cette ces son sa ses votre vos notre nos el los las una mi mis su sus este esta de het een mijn jouw uw onze dit deze il lo gli mio mia o os as um uma meu minha",
);

/** What stands before a place as often as before a person. */
export const PLACE_PREPOSITIONS = set(
  "in at near of from to around across via into through towards outside within en a nach aus bei naar uit te",
);

/** Beginnings of what a place is called. */
export const PLACE_BEGINNINGS = set(
  "san santa santo sao saint st sankt los las new north south east west upper lower fort port mount mont lake bad el",
);

/** Ends of what a company or institution is called. */
export const ORGANISATION_ENDINGS = set(
  "inc ltd llc llp plc corp corporation co company gmbh ag kg sa sarl srl spa bv nv group holding holdings bank university college school hospital clinic institute foundation association society agency council committee department ministry partners associates consulting solutions systems services technologies industries enterprises international logistics analytics media news times weekly magazine records studios entertainment club fc united city county church airport airlines hotel resort restaurant cafe museum theatre store stores shop boutique market outlet museum award prize cup trophy championship series edition collection street road avenue post bahn telekom express card pay station park square bridge stadium festival parade marathon",
);

/** Words for people in other languages; folded. */
const FOREIGN_PEOPLE =
  "mann frau sohn tochter mutter mama vater papa bruder schwester oma opa tante onkel nichte neffe enkel enkelin cousine freund freundin kollege kollegin nachbar nachbarin nachbarn chef chefin kundin partnerin verlobte verlobter schwager schwagerin schwiegermutter schwiegervater empfanger fahrer herr dame mari femme fils fille mere pere frere soeur belle-mere beau-pere grand-mere grand-pere ami amie copain copine collegue voisin voisine oncle cousin neveu niece livreur vendeur vendeuse conseiller conseillere compagnon compagne marido mujer esposa esposo hijo hija madre padre hermano hermana amigo amiga novio novia vecino vecina tio tia primo prima abuela abuelo suegra repartidor companero companera jefe jefa man vrouw zoon dochter moeder vader broer zus vriend vriendin buurman buurvrouw collega oom neef nicht schoonmoeder schoonvader marito moglie figlio figlia amico amica vicino vicina sorella fratello nonna nonno zia zio filho filha mae pai irmao irma vizinho vizinha avo";

/** Words before a person. */
export const BEFORE_PERSON = set(
  `mr mrs ms miss dr prof told asked said says tell ask call called named husband wife son daughter kid child partner friend colleague brother sister mother father mom mum dad uncle aunt cousin boss manager agent client customer patient employee user victim applicant student contractor developer specialist attorney supervisor representative member resident holder policyholder driver passenger witness suspect author recipient buyer seller tenant candidate teacher nurse officer detective inspector sergeant captain professor doctor analyst consultant director engineer administrator technician coordinator accountant executive president ceo judge met meet contacted emailed reminded thanked invited thanks signed name names ${FOREIGN_PEOPLE}`,
);

/** Words after a person. */
export const AFTER_PERSON = set(
  "said says told asked asks called wrote writes lives lived works worked went wants wanted began spent shouted ordered paid received submitted uploaded requested reported mentioned noted confirmed explained emailed bought needs who whose sent listed accidentally signed asked recently born died married thinks thought knows knew likes loves hates",
);

/** Words after a person as often as after a thing. */
export const AFTER_ANYTHING = set("has had was is will can would should does did and");
