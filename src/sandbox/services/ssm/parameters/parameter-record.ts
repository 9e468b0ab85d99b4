import type { Tag } from '../../../kit/tags/tag.ts';

export const parametersTable = 'ssm/parameters';

export type ParameterType = 'String' | 'StringList' | 'SecureString';
export type ParameterTier = 'Standard' | 'Advanced';
export type ParameterDataType = 'text' | 'aws:ec2:image' | 'aws:ssm:integration';

export interface ParameterPolicy {
  readonly text: string;
  readonly type: string;
  /** When the parameter is deleted, by an expiration policy. */
  readonly expires?: number;
}

export interface ParameterVersion {
  readonly version: number;
  readonly value: string;
  readonly type: ParameterType;
  readonly tier: ParameterTier;
  readonly dataType: ParameterDataType;
  readonly description?: string;
  readonly keyId?: string;
  readonly allowedPattern?: string;
  readonly policies: readonly ParameterPolicy[];
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** ARN of whoever did. */
  readonly modifiedBy: string;
  readonly labels: readonly string[];
}

/** A parameter under its name, with the versions that are kept, oldest first. */
export interface ParameterRecord {
  readonly name: string;
  /** Public parameters belong to no account. */
  readonly isPublic?: true;
  readonly versions: readonly ParameterVersion[];
  readonly tags: readonly Tag[];
}
