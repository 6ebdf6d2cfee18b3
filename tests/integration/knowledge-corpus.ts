import type { ShopText } from "~/modules/commerce/commerce-types";
import type { CatalogueProduct } from "~/modules/commerce/product-mapping";

type German = { title: string; html: string };

let next = 0;

function product(
  title: string,
  productType: string,
  price: string,
  html: string,
  facts: Record<string, string>,
  german?: German,
): CatalogueProduct {
  next += 1;
  const id = `gid://shopify/Product/${next}`;
  const variant = (name: string, index: number) => ({
    id: `gid://shopify/ProductVariant/${next}${index}`,
    title: name,
    sku: `SKU-${next}-${index}`,
    price,
    compareAtPrice: null,
    available: index > 0,
  });
  return {
    product: {
      id,
      handle: title.toLowerCase().replaceAll(" ", "-"),
      title,
      vendor: "Alder & Moss",
      productType,
      status: "ACTIVE",
      descriptionHtml: html,
      seoTitle: "",
      seoDescription: "",
      imageUrl: null,
      imageAlt: "",
      tags: [],
      updatedAt: "2026-01-01T00:00:00Z",
      facts: Object.entries(facts).map(([key, value]) => ({ namespace: "custom", key, value })),
      variants: ["S", "M", "L"].map(variant),
    },
    onlineStoreUrl: `https://shop.example/products/${next}`,
    translations: german ? [{ locale: "de", title: german.title, descriptionHtml: german.html }] : [],
  };
}

/** A small shop for outdoor and kitchen things, made up for the evaluation of the search. */
export const PRODUCTS: readonly CatalogueProduct[] = [
  product(
    "Heron Rain Jacket",
    "Jackets",
    "189.00",
    "<p>A light shell that is waterproof to a water column of 20,000 mm, with taped seams and a hood.</p>",
    { material: "Recycled nylon" },
    { title: "Heron Regenjacke", html: "<p>Leichte Jacke, wasserdicht bis 20.000 mm Wassersäule, mit Kapuze.</p>" },
  ),
  product(
    "Heron Rain Trousers",
    "Trousers",
    "129.00",
    "<p>Pull them over any trousers. Water resistant, packs into its own pocket.</p>",
    { material: "Nylon" },
    { title: "Heron Regenhose", html: "<p>Zum Überziehen. Wasserabweisend und klein zu packen.</p>" },
  ),
  product(
    "Badger Leather Boot",
    "Shoes",
    "219.00",
    "<p>Full-grain leather boot with a cork footbed. Not waterproof: wax it twice a year.</p>",
    { sole: "Natural rubber" },
    {
      title: "Badger Lederstiefel",
      html: "<p>Stiefel aus Vollleder mit Korkfußbett. Nicht wasserdicht: zweimal im Jahr wachsen.</p>",
    },
  ),
  product(
    "Swift Trail Shoe",
    "Shoes",
    "139.00",
    "<p>A running shoe for forest paths, 260 g light, with a grippy sole.</p>",
    { weight: '{"value":260,"unit":"g"}', sole: "Recycled rubber" },
    { title: "Swift Trailschuh", html: "<p>Laufschuh für Waldwege, 260 g leicht, mit griffiger Sohle.</p>" },
  ),
  product(
    "Otter Wool Socks",
    "Socks",
    "19.00",
    "<p>Merino socks that stay warm when wet. Machine wash at 30 °C, do not tumble dry.</p>",
    { material: "80 % merino wool, 20 % nylon" },
    {
      title: "Otter Wollsocken",
      html: "<p>Merinosocken, die auch nass wärmen. Bei 30 °C waschen, nicht in den Trockner.</p>",
    },
  ),
  product(
    "Wren Merino Sweater",
    "Knitwear",
    "149.00",
    "<p>Knitted in one piece. Hand wash cold and dry flat.</p>",
    { material: "100 % merino wool" },
    {
      title: "Wren Merinopullover",
      html: "<p>In einem Stück gestrickt. Kalt von Hand waschen und liegend trocknen.</p>",
    },
  ),
  product(
    "Marten Day Pack 22",
    "Backpacks",
    "119.00",
    "<p>A backpack with 22 litres, a laptop sleeve for 15 inches and a rain cover.</p>",
    { volume: '{"value":22,"unit":"liters"}' },
    { title: "Marten Tagesrucksack 22", html: "<p>Rucksack mit 22 Litern, Laptopfach für 15 Zoll und Regenhülle.</p>" },
  ),
  product(
    "Stoat Enamel Mug",
    "Kitchen",
    "16.00",
    "<p>Holds 350 ml. Goes on an open fire, not into the microwave; dishwasher safe.</p>",
    {},
    {
      title: "Stoat Emailletasse",
      html: "<p>Fasst 350 ml. Für offenes Feuer, nicht für die Mikrowelle; spülmaschinenfest.</p>",
    },
  ),
  product(
    "Hearth Cast Iron Pan",
    "Kitchen",
    "89.00",
    "<p>Works on induction. Season it with oil before the first use.</p>",
    { diameter: "26 cm" },
    {
      title: "Hearth Gusseisenpfanne",
      html: "<p>Für Induktion geeignet. Vor dem ersten Gebrauch mit Öl einbrennen.</p>",
    },
  ),
  product(
    "Lark Beeswax Care Balm",
    "Care",
    "12.00",
    "<p>Balm for leather shoes and bags. Makes leather water repellent.</p>",
    { vegan: "false" },
    { title: "Lark Pflegebalsam", html: "<p>Balsam für Lederschuhe und Taschen aus Bienenwachs.</p>" },
  ),
  product(
    "Fern Canvas Tote",
    "Bags",
    "29.00",
    "<p>A bag of organic cotton that carries 15 kg.</p>",
    { material: "Organic cotton", vegan: "true" },
    { title: "Fern Leinentasche", html: "<p>Tasche aus Bio-Baumwolle, trägt 15 kg.</p>" },
  ),
  product(
    "Alder Gift Card",
    "Gift cards",
    "50.00",
    "<p>Sent by e-mail at once, valid for three years.</p>",
    {},
    { title: "Alder Geschenkkarte", html: "<p>Kommt sofort per E-Mail, drei Jahre gültig.</p>" },
  ),
];

function text(kind: ShopText["kind"], slug: string, title: string, html: string, german: German): ShopText[] {
  const id = `gid://shopify/${kind}/${slug}`;
  const url = `https://shop.example/${slug}`;
  return [
    { id, kind, title, url, html, locale: "en" },
    { id, kind, url, title: german.title, html: german.html, locale: "de" },
  ];
}

export const TEXTS: readonly ShopText[] = [
  ...text(
    "policy",
    "refund-policy",
    "Refund policy",
    "<h2>How long you have</h2><p>You can return unworn shoes and clothes within 45 days of delivery.</p><h2>What it costs</h2><p>Sending a parcel back is free within the EU. From elsewhere you pay the postage.</p><h2>Refunds</h2><p>We pay the money back within 5 days after your parcel is here, the same way you paid.</p><h2>Damaged on arrival</h2><p>Write to us with a photo; we replace what is broken.</p>",
    {
      title: "Rückgabe",
      html: "<h2>Frist</h2><p>Ungetragene Schuhe und Kleidung nehmen wir 45 Tage nach der Lieferung zurück.</p><h2>Kosten</h2><p>Die Rücksendung ist innerhalb der EU kostenlos.</p><h2>Erstattung</h2><p>Das Geld kommt 5 Tage nach Eingang des Pakets auf demselben Weg zurück.</p>",
    },
  ),
  ...text(
    "policy",
    "shipping-policy",
    "Shipping policy",
    "<h2>Costs and times</h2><table><tr><th>To</th><th>Cost</th><th>Time</th></tr><tr><td>Netherlands</td><td>€3.95</td><td>1 day</td></tr><tr><td>Germany</td><td>€5.90</td><td>2–3 days</td></tr><tr><td>United Kingdom</td><td>€12.00</td><td>4–6 days</td></tr></table><h2>Free shipping</h2><p>From €80 on, delivery within the EU is free.</p><h2>Customs</h2><p>Outside the EU import duties may be due; the carrier collects them.</p><h2>Tracking</h2><p>You get a tracking link by e-mail when the parcel leaves us.</p>",
    {
      title: "Versand",
      html: "<h2>Kosten und Zeiten</h2><p>Nach Deutschland 5,90 €, 2–3 Tage. In die Niederlande 3,95 €, 1 Tag.</p><h2>Kostenloser Versand</h2><p>Ab 80 € liefern wir in der EU kostenlos.</p><h2>Zoll</h2><p>Außerhalb der EU können Einfuhrabgaben anfallen.</p>",
    },
  ),
  ...text(
    "policy",
    "privacy-policy",
    "Privacy policy",
    "<p>We keep your name and address for as long as the tax office wants us to. Write to privacy@shop.example to have your personal data erased.</p>",
    {
      title: "Datenschutz",
      html: "<p>Wir speichern Name und Adresse so lange, wie das Finanzamt es verlangt. Löschung: privacy@shop.example.</p>",
    },
  ),
  ...text(
    "page",
    "warranty",
    "Warranty and repairs",
    "<h2>Warranty</h2><p>Two years on everything we make, five on boots.</p><h2>Repairs</h2><p>Our workshop in Utrecht resoles boots for €65 and mends jackets.</p>",
    {
      title: "Garantie und Reparatur",
      html: "<h2>Garantie</h2><p>Zwei Jahre auf alles, fünf auf Stiefel.</p><h2>Reparatur</h2><p>Unsere Werkstatt besohlt Stiefel für 65 € neu.</p>",
    },
  ),
  ...text(
    "page",
    "payment",
    "Ways to pay",
    "<p>iDEAL, PayPal, Visa and Mastercard, and by invoice with Klarna in Germany and the Netherlands.</p>",
    { title: "Zahlungsarten", html: "<p>iDEAL, PayPal, Visa, Mastercard und auf Rechnung mit Klarna.</p>" },
  ),
  ...text(
    "page",
    "size-guide",
    "Size guide",
    "<p>Our shoes run small: between two sizes take the larger one. Measure your foot in the evening.</p>",
    { title: "Größentabelle", html: "<p>Unsere Schuhe fallen klein aus: zwischen zwei Größen nimm die größere.</p>" },
  ),
  ...text(
    "page",
    "about",
    "About us",
    "<p>Alder &amp; Moss was founded in 2011 by two sisters. The shop at Oudegracht 12 in Utrecht is open Tuesday to Saturday, 10 to 18.</p>",
    {
      title: "Über uns",
      html: "<p>Alder &amp; Moss wurde 2011 von zwei Schwestern gegründet. Der Laden in Utrecht ist dienstags bis samstags geöffnet.</p>",
    },
  ),
];

/** A question, the language of its reader, and a piece of the passage that answers it (title, then text). */
export const QUESTIONS: readonly (readonly [question: string, locale: "en" | "de", title: string, text: string])[] = [
  ["How long do I have to return shoes?", "en", "Refund policy", "45 days"],
  ["Can I send it back if I don't like it?", "en", "Refund policy", "45 days"],
  ["What does it cost me to send a parcel back?", "en", "Refund policy", "free within the EU"],
  ["When do I get my money back?", "en", "Refund policy", "within 5 days"],
  ["My mug arrived broken, what now?", "en", "Refund policy", "photo"],
  ["What does shipping to Germany cost?", "en", "Shipping policy", "€5.90"],
  ["do you deliver to the united kingdom", "en", "Shipping policy", "€12.00"],
  ["From what amount is delivery free?", "en", "Shipping policy", "€80"],
  ["Will I have to pay customs duties?", "en", "Shipping policy", "import duties"],
  ["How do I track my parcel?", "en", "Shipping policy", "tracking link"],
  ["Is the Heron Rain Jacket waterproof?", "en", "Heron Rain Jacket", "waterproof"],
  ["Is the heron rain trousers waterproof", "en", "Heron Rain Trousers", "Water resistant"],
  ["Are the Badger boots waterproof?", "en", "Badger Leather Boot", "Not waterproof"],
  ["what is the swift trail shoe's weight?", "en", "Swift Trail Shoe", "260 g"],
  ["How do I wash the Otter socks?", "en", "Otter Wool Socks", "30 °C"],
  ["Which backpack fits a laptop?", "en", "Marten Day Pack 22", "laptop"],
  ["Does the pan work on induction?", "en", "Hearth Cast Iron Pan", "induction"],
  ["Do you have anything made of organic cotton?", "en", "Fern Canvas Tote", "organic cotton"],
  ["How much is the Wren sweater?", "en", "Wren Merino Sweater", "149.00"],
  ["Which sizes of the Heron jacket are in stock?", "en", "Heron Rain Jacket", "In stock: M, L"],
  ["enamal mug dishwasher", "en", "Stoat Enamel Mug", "dishwasher"],
  ["Do you give a guarantee on boots?", "en", "Warranty and repairs", "five on boots"],
  ["Can you resole my boots?", "en", "Warranty and repairs", "resoles"],
  ["Can I pay with PayPal?", "en", "Ways to pay", "PayPal"],
  ["Do your shoes run small?", "en", "Size guide", "run small"],
  ["When is the store in Utrecht open?", "en", "About us", "Tuesday"],
  ["How long is a gift card valid?", "en", "Alder Gift Card", "three years"],
  ["Please delete my personal data", "en", "Privacy policy", "erased"],
  ["Wie lange kann ich Schuhe zurückgeben?", "de", "Rückgabe", "45 Tage"],
  ["Was kostet der Versand nach Deutschland?", "de", "Versand", "5,90"],
  ["Ist die Heron Regenjacke wasserdicht?", "de", "Heron Regenjacke", "wasserdicht"],
  ["Wie wasche ich den Merinopullover?", "de", "Wren Merinopullover", "Hand waschen"],
  ["Kann ich auf Rechnung zahlen?", "de", "Zahlungsarten", "Rechnung"],
  ["gibt es garantie auf stiefel", "de", "Garantie und Reparatur", "fünf auf Stiefel"],
  ["ruckgabe frist", "de", "Rückgabe", "45 Tage"],
  ["Fallen die Schuhe klein aus?", "de", "Größentabelle", "klein"],
  ["Was kostet der Versand nach Deutschland?", "en", "Shipping policy", "€5.90"],
  ["Quel est le coût de livraison en Allemagne ?", "en", "Shipping policy", "€5.90"],
  ["¿Puedo devolver los zapatos?", "en", "Refund policy", "45 days"],
];
