import type { Tag } from '../../../kit/tags/tag.ts';

export const secretsTable = 'secretsmanager/secrets';

/** A value of a secret: a text, or bytes. */
export type SecretValue = { readonly text: string } | { readonly bytes: Uint8Array };

export interface SecretVersion {
  readonly id: string;
  readonly value: SecretValue;
  /** `AWSCURRENT` and the like; a version without any is deprecated, and in time goes. */
  readonly stages: readonly string[];
  /** Milliseconds since 1970, here and below. */
  readonly created: number;
  readonly accessed?: number;
}

export interface SecretRecord {
  readonly arn: string;
  readonly name: string;
  readonly description?: string;
  readonly keyId?: string;
  readonly tags: readonly Tag[];
  /** Oldest first; none of a secret that was made without a value. */
  readonly versions: readonly SecretVersion[];
  readonly created: number;
  readonly changed: number;
  readonly accessed?: number;
  /** When it goes for good; absent where nobody has deleted it. */
  readonly deletion?: number;
  /** Its resource policy. */
  readonly policy?: string;
}
