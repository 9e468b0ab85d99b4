/** Retention rules of Recycle Bin, under their identifiers. */
export const retentionRulesTable = 'rbin/rules';

export interface RetentionRule {
  /** Eleven letters and digits. */
  readonly identifier: string;
  readonly days: number;
  /** Any of these tags makes a resource fit; a rule without tags fits all. */
  readonly tags: readonly RuleTag[];
  /** Any of these tags keeps a resource out. */
  readonly excludedTags?: readonly RuleTag[];
  /** What it is for: images unless it says otherwise. */
  readonly resourceType?: RetainedType;
  readonly description?: string;
  readonly lock?: RuleLock;
  /** The tags of the rule itself. */
  readonly ownTags?: readonly { readonly Key: string; readonly Value: string }[];
}

export type RetainedType = 'EC2_IMAGE' | 'EBS_SNAPSHOT' | 'EBS_VOLUME';

/** Without a value any value fits. */
export type RuleTag = { readonly Key: string; readonly Value?: string };

/** A locked rule neither changes nor goes, until so many days after it was told to unlock. */
export interface RuleLock {
  readonly unlockDelayDays: number;
  /** When it was told to unlock. Milliseconds since 1970. */
  readonly unlocking?: number;
}
