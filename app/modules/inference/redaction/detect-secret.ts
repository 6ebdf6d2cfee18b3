import { spansOf, type PersonalSpan } from "./span";

/** Keys that their maker's prefix gives away (documentation of each service), tokens and private keys. */
const KEYS: readonly string[] = [
  String.raw`sk-(?:proj-|ant-|or-)?[\w\-]{16,200}`,
  String.raw`(?:sk|pk|rk|whsec)_(?:live|test)_\w{10,200}|whsec_\w{16,200}`,
  String.raw`shp(?:at|ca|pa|ss|ua)_[\da-fA-F]{16,64}`,
  String.raw`gh[pousr]_\w{20,255}|github_pat_\w{20,255}`,
  String.raw`glpat-[\w\-]{16,64}|npm_\w{20,64}|dop_v1_[\da-f]{32,80}|hf_\w{20,64}`,
  String.raw`(?:AKIA|ASIA)[\dA-Z]{16}`,
  String.raw`xox[abeoprs]-[\w\-]{10,200}`,
  String.raw`AIza[\w\-]{35}|ya29\.[\w\-]{20,200}`,
  String.raw`SG\.[\w\-]{16,64}\.[\w\-]{16,64}`,
  String.raw`eyJ[\w\-]{8,2000}\.[\w\-]{8,2000}\.[\w\-]{0,2000}`,
];
const KEY = new RegExp(String.raw`(?<![\p{L}\p{N}_\-])(?:${KEYS.join("|")})(?![\p{L}\p{N}_])`, "gu");
const PRIVATE_KEY = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]{0,8000}(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?/g;
const BEARER =
  /(?<![\p{L}\p{N}])(?:bearer|api[ _-]?(?:key|schlüssel|sleutel|secret)|clé (?:d['’])?api|clave (?:de )?api|chiave api|basic(?: auth)?|access[ _-]?token|auth[ _-]?token|client[ _-]?secret|secret(?:[ _-]?key)?|token)["']?(?:\s(?:is|was))?\s?[:=]?\s?["']?(?<key>[\w\-./+]{16,500}={0,2})(?![\p{L}\p{N}])/dgiu;
/** As in the settings of programs. */
const VARIABLE =
  /(?<![\p{L}\p{N}_])[A-Z][A-Z\d_]{0,40}(?:KEY|SECRET|TOKEN|PASSWORD|PASSWD|PWD)\s?[:=]\s?["']?(?<key>[^\s"']{8,500})/dgu;
const URL_LOGIN = /(?<=:\/\/)(?<login>[^\s/@:]{1,64}:[^\s/@]{1,64})(?=@)/dgu;
/** Bitcoin (base58 or bech32) and Ethereum addresses. */
const WALLET =
  /(?<![\p{L}\p{N}])(?:0x[\da-fA-F]{40}|bc1[\da-z]{25,60}|[13][1-9A-HJ-NP-Za-km-z]{25,34})(?![\p{L}\p{N}])/gu;

/** API keys, tokens, private keys, log-ins in addresses and wallets, by their form. */
export function detectSecrets(text: string): PersonalSpan[] {
  return [
    ...spansOf(text, KEY, "SECRET", "key_prefix"),
    ...(text.includes("-----BEGIN") ? spansOf(text, PRIVATE_KEY, "SECRET", "private_key") : []),
    ...spansOf(text, BEARER, "SECRET", "token_cue", "key").filter(({ start, end }) =>
      /\d/.test(text.slice(start, end)),
    ),
    ...spansOf(text, VARIABLE, "SECRET", "variable", "key"),
    ...(text.includes("://") ? spansOf(text, URL_LOGIN, "SECRET", "url_login", "login") : []),
    ...spansOf(text, WALLET, "ID", "wallet").filter(({ start, end }) => /\d/.test(text.slice(start + 1, end))),
  ];
}
