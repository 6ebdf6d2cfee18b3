import { metrics } from "@opentelemetry/api";
import { Client } from "pg";
import { env, type Env } from "~/env.server";
import type { EgressRefusedError } from "~/lib/egress-refused-error";
import { exactHost, type EgressRule, type SocketFileRule } from "~/lib/egress-rule";
import { lockEgress, openEgress } from "~/lib/lock-egress.server";
import { logger } from "~/logger.server";
import { anchorBucket, bucketPlace } from "~/modules/audit/bucket-address";
import { judgeAddress } from "~/modules/inference/network-address";
import { ShopDomain } from "~/modules/tenancy/shop-domain";

const HTTPS_PORT = 443;
/** Where Shopify puts the results of bulk operations (shopify.dev, "Perform bulk operations with the GraphQL Admin API"). */
const EXPORT_HOST = "storage.googleapis.com";

const refusals = metrics
  .getMeter("inhouse")
  .createCounter("inhouse.egress.refused", { description: "Outgoing connections that were not on the allow-list" });

/**
 * Locks the process, unless Node has done so before it loaded anything, and lists where it may connect to: the database, Shopify or its
 * stand-in, the bucket of the audit log's anchors if there is one, and what the operator added. Model servers are not on the list: `inference` gives each of its connections a pass of its own.
 */
export function allowEgress(): void {
  lockEgress();
  openEgress({ ...listEgress(env), onRefusal: report });
}

type AnchorSettings = Pick<Env, "AUDIT_ANCHOR_S3_BUCKET" | "AUDIT_ANCHOR_S3_REGION" | "AUDIT_ANCHOR_S3_ENDPOINT">;
type Settings = Pick<Env, "DATABASE_URL" | "SHOPIFY_ORIGIN" | "EGRESS_ALLOW" | "HOST"> & AnchorSettings;
type Rules = { readonly rules: readonly EgressRule[]; readonly socketFiles: readonly SocketFileRule[] };

/** Where a process with these settings may connect to. */
export function listEgress(settings: Settings): Rules {
  const { rules, socketFiles } = databaseRules(settings.DATABASE_URL);
  const operator = settings.EGRESS_ALLOW.map(operatorRule);
  return {
    rules: [
      ...rules,
      ...shopifyRules(settings.SHOPIFY_ORIGIN),
      ...anchorRules(settings),
      ...operator,
      listenRule(settings.HOST),
    ],
    socketFiles,
  };
}

/** pg's own reading of the address, so that there cannot be two. */
function databaseRules(connectionString: string): Rules {
  const { host, port } = new Client({ connectionString });
  const name = "database";
  // The form of a socket's path in pg 8.23 (lib/client.js).
  if (host.startsWith("/")) return { rules: [], socketFiles: [{ name, path: `${host}/.s.PGSQL.${port}` }] };
  return { rules: [{ name, isHost: exactHost(host), port, isAddress: () => true }], socketFiles: [] };
}

function shopifyRules(standIn: string | undefined): EgressRule[] {
  const name = "Shopify";
  if (standIn !== undefined) {
    const { hostname, port, protocol } = new URL(standIn);
    const number = port === "" ? (protocol === "https:" ? HTTPS_PORT : 80) : Number(port);
    return [{ name, isHost: exactHost(hostname), port: number, isAddress: isNoMachinery }];
  }
  const isAddress = (address: string) => judgeAddress(address) === "public";
  const isShop = (host: string) => ShopDomain.safeParse(host).success;
  return [
    { name, isHost: isShop, port: HTTPS_PORT, isAddress },
    { name: "Shopify's exports", isHost: exactHost(EXPORT_HOST), port: HTTPS_PORT, isAddress },
  ];
}

/** The bucket of the audit log's anchors; where its credentials come from, the operator adds if it is not this machine. */
function anchorRules(settings: AnchorSettings): EgressRule[] {
  const bucket = anchorBucket(settings);
  if (bucket === null) return [];
  const { host, port } = bucketPlace(bucket);
  const isHost = exactHost(host);
  // An address that the operator wrote down is meant, as in EGRESS_ALLOW.
  return [{ name: "audit anchors", isHost, port, isAddress: (address) => isHost(address) || isNoMachinery(address) }];
}

/** What the operator names as an address is meant; a name must not lead to the network's machinery. */
function operatorRule({ host, port }: { host: string; port: number }): EgressRule {
  const isHost = exactHost(host);
  return { name: "operator", isHost, port, isAddress: (address) => isHost(address) || isNoMachinery(address) };
}

/** The name that the server listens on is looked up too; nothing can be connected to at port 0. */
function listenRule(host: string): EgressRule {
  return { name: "listen", isHost: exactHost(host), port: 0, isAddress: () => true };
}

function isNoMachinery(address: string): boolean {
  return judgeAddress(address) !== "forbidden";
}

function report(err: EgressRefusedError): void {
  refusals.add(1, { api: err.api });
  logger.warn({ err }, "an outgoing connection was refused");
}
