import type { ResourceDescription } from '../../catalog/resource-description.ts';
import type { Value } from '../../data/value.ts';
import type { Identity } from '../derive/find-identity.ts';

/** A resource that a query has found, as a stack says it. */
export interface ExportedResource {
  /** Its name in the stack. */
  readonly name: string;
  readonly description: ResourceDescription;
  readonly identity: Identity;
  /** Whether AWS has made its identifier, so that nothing given says which one it is. */
  readonly isIdentifierMade: boolean;
  /** What it was given, by property, without what is secret. */
  readonly properties: Readonly<Record<string, Value>>;
  /** By what others can refer to it. */
  readonly told: readonly ToldValue[];
  /** Properties that nobody can read, and that it was perhaps given. */
  readonly leftOut: readonly string[];
  /** Properties that it has, and that the call which creates it does not take. */
  readonly untaken: readonly string[];
  /** Those of what nobody can read without which it cannot be made. */
  readonly needed: readonly string[];
  /** Why it could not be made as it is. */
  readonly problem?: string;
}

export interface ToldValue {
  readonly column: string;
  readonly property: string;
  readonly value: string;
  /** Whether AWS has made it, so that nothing else is the same by chance. */
  readonly isMade: boolean;
  readonly isIdentifier: boolean;
}
