import type { WireStructure } from '../../../../aws/service-model.ts';
import { present, structureOf, structuresOf } from '../../../kit/members.ts';

/** A rule of CloudFormation's `LifecycleConfiguration` as S3's API has it. */
export function lifecycleRule(rule: WireStructure): WireStructure {
  const tags = structuresOf(rule.TagFilters);
  const expired = present({
    Days: rule.ExpirationInDays,
    Date: rule.ExpirationDate,
    ExpiredObjectDeleteMarker: rule.ExpiredObjectDeleteMarker,
  });
  const transitions = [...structuresOf(rule.Transitions), ...one(rule.Transition)];
  const noncurrent = [...structuresOf(rule.NoncurrentVersionTransitions), ...one(rule.NoncurrentVersionTransition)];
  const nothing = structureOf(rule.NoncurrentVersionExpiration);
  const abort = structureOf(rule.AbortIncompleteMultipartUpload);
  const sizes = {
    ObjectSizeGreaterThan: numeric(rule.ObjectSizeGreaterThan),
    ObjectSizeLessThan: numeric(rule.ObjectSizeLessThan),
  };
  return present({
    ID: rule.Id,
    Status: rule.Status,
    Filter: filterOf(present({ Prefix: rule.Prefix, ...sizes }), tags),
    Expiration: some(expired),
    Transitions: list(
      transitions.map(({ StorageClass, TransitionInDays, TransitionDate }) =>
        present({ StorageClass, Days: TransitionInDays, Date: TransitionDate }),
      ),
    ),
    NoncurrentVersionExpiration: some(
      present({
        NoncurrentDays: nothing.NoncurrentDays ?? rule.NoncurrentVersionExpirationInDays,
        NewerNoncurrentVersions: nothing.NewerNoncurrentVersions,
      }),
    ),
    NoncurrentVersionTransitions: list(
      noncurrent.map(({ StorageClass, TransitionInDays, NewerNoncurrentVersions }) =>
        present({ StorageClass, NoncurrentDays: TransitionInDays, NewerNoncurrentVersions }),
      ),
    ),
    AbortIncompleteMultipartUpload: some(present({ DaysAfterInitiation: abort.DaysAfterInitiation })),
  });
}

/** A rule of S3's API as CloudFormation has it. */
export function lifecycleProperties(rule: WireStructure): WireStructure {
  const filter = structureOf(rule.Filter);
  const conditions = { ...filter, ...structureOf(filter.And) };
  const expiration = structureOf(rule.Expiration);
  return present({
    Id: rule.ID,
    Status: rule.Status,
    Prefix: rule.Prefix ?? conditions.Prefix,
    TagFilters: list([...structuresOf(conditions.Tags), ...one(conditions.Tag)]),
    ObjectSizeGreaterThan: text(conditions.ObjectSizeGreaterThan),
    ObjectSizeLessThan: text(conditions.ObjectSizeLessThan),
    ExpirationInDays: expiration.Days,
    ExpirationDate: expiration.Date,
    ExpiredObjectDeleteMarker: expiration.ExpiredObjectDeleteMarker,
    Transitions: list(
      structuresOf(rule.Transitions).map((transition) =>
        present({
          StorageClass: transition.StorageClass,
          TransitionInDays: transition.Days,
          TransitionDate: transition.Date,
        }),
      ),
    ),
    NoncurrentVersionExpiration: rule.NoncurrentVersionExpiration,
    NoncurrentVersionTransitions: list(
      structuresOf(rule.NoncurrentVersionTransitions).map(({ StorageClass, NoncurrentDays, NewerNoncurrentVersions }) =>
        present({ StorageClass, TransitionInDays: NoncurrentDays, NewerNoncurrentVersions }),
      ),
    ),
    AbortIncompleteMultipartUpload: rule.AbortIncompleteMultipartUpload,
  });
}

/** Several conditions stand in an `And`, one alone does not; none are an empty prefix. */
function filterOf(conditions: WireStructure, tags: readonly WireStructure[]): WireStructure {
  const count = Object.keys(conditions).length + tags.length;
  if (count > 1) return { And: { ...conditions, ...(tags.length === 0 ? {} : { Tags: tags }) } };
  const [tag] = tags;
  if (tag !== undefined) return { Tag: tag };
  return count === 0 ? { Prefix: '' } : conditions;
}

function one(value: WireStructure[string]): readonly WireStructure[] {
  const structure = structureOf(value);
  return Object.keys(structure).length === 0 ? [] : [structure];
}

function some(structure: WireStructure): WireStructure | undefined {
  return Object.keys(structure).length === 0 ? undefined : structure;
}

function list(items: readonly WireStructure[]): readonly WireStructure[] | undefined {
  return items.length === 0 ? undefined : items;
}

/** Sizes are text to CloudFormation. */
function numeric(value: WireStructure[string]): number | undefined {
  return value === undefined ? undefined : Number(value);
}

function text(value: WireStructure[string]): string | undefined {
  return value === undefined ? undefined : String(value);
}
