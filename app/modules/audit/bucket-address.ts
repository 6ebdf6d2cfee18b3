/** A bucket for anchors, as the operator names it. */
export type BucketSettings = {
  readonly bucket: string;
  readonly region: string;
  /** Another address than AWS's own, such as a VPC endpoint or a store with S3's API. */
  readonly endpoint?: string | undefined;
};

/** A name with dots does not fit the certificate of its own host; neither does one at another address. */
export function usesPath({ bucket, endpoint }: BucketSettings): boolean {
  return endpoint !== undefined || bucket.includes(".");
}

/** The one place that the bucket is reached at; the SDK makes the same of the settings. */
export function bucketPlace(settings: BucketSettings): { readonly host: string; readonly port: number } {
  const { bucket, region, endpoint } = settings;
  if (endpoint !== undefined) {
    const { hostname, port, protocol } = new URL(endpoint);
    return { host: hostname, port: port === "" ? (protocol === "https:" ? 443 : 80) : Number(port) };
  }
  const host = `s3.${region}.amazonaws.com`;
  return { host: usesPath(settings) ? host : `${bucket}.${host}`, port: 443 };
}

type Settings = {
  readonly AUDIT_ANCHOR_S3_BUCKET?: string | undefined;
  readonly AUDIT_ANCHOR_S3_REGION?: string | undefined;
  readonly AUDIT_ANCHOR_S3_ENDPOINT?: string | undefined;
};

/** The bucket that the process's settings name; null for none. */
export function anchorBucket(settings: Settings): BucketSettings | null {
  const { AUDIT_ANCHOR_S3_BUCKET: bucket, AUDIT_ANCHOR_S3_REGION: region } = settings;
  if (bucket === undefined || region === undefined) return null;
  return { bucket, region, endpoint: settings.AUDIT_ANCHOR_S3_ENDPOINT };
}
