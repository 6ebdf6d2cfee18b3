/** Which keys a rotation replaces: none but the master key's wrapping; the shop's own; or every conversation's too. */
export const ROTATION_SCOPES = ["master", "shop", "all"] as const;
export type RotationScope = (typeof ROTATION_SCOPES)[number];

export type RotationStatus = {
  readonly id: string;
  readonly scope: RotationScope;
  readonly state: "running" | "done";
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  /** 0 to 100. */
  readonly percent: number;
  readonly valuesChanged: number;
  /** For staff, in plain words; null when nothing is wrong. */
  readonly problem: string | null;
};

export type KeyStatus = {
  /** "Local key file" or "AWS KMS". */
  readonly provider: string;
  /** When the keys that encrypt now were made; null before the first value. */
  readonly shopKeySince: Date | null;
  readonly oldestKeySince: Date | null;
  readonly liveKeys: number;
  /** Replaced keys that still decrypt. */
  readonly retiredKeys: number;
  readonly destroyedKeys: number;
  readonly rotation: RotationStatus | null;
};
