import { type MergedPath, mergeOperation } from './merge-operation.ts';
import type { MergeSubject } from './merge-subject.ts';
import type { ReadOperation } from './read-operation.ts';
import type { MergedPair, Unmerged } from './service-report.ts';
import { nounRank } from './type-nouns.ts';

export interface MergedTypes {
  /** The access paths of each resource that has any. */
  readonly merged: ReadonlyMap<string, readonly MergedPath[]>;
  readonly unmerged: readonly Unmerged[];
}

const kinds: readonly MergedPair['kind'][] = ['list', 'get', 'batch'];
/** Other verbs search, look up or read something inside a thing. */
const listingVerbs = /^(List|Describe|Get|BatchGet|BatchDescribe)$/;

/** Finds the operations that read each type. An operation reads the type that its noun names best, and only that. */
export function mergeTypes(
  subjects: readonly MergeSubject[],
  operations: readonly ReadOperation[],
  serviceWords: readonly string[],
): MergedTypes {
  const merged = new Map<string, readonly MergedPath[]>();
  const unmerged: Unmerged[] = [];
  const candidates = subjects.map((subject) => ({
    subject,
    operations: operations
      .filter(({ verb }) => listingVerbs.test(verb))
      .flatMap((operation) => {
        const rank = nounRank(operation.noun, subject.type, serviceWords);
        return rank === undefined ? [] : [{ operation, rank }];
      }),
  }));
  const best = new Map<ReadOperation, number>();
  for (const { operation, rank } of candidates.flatMap((candidate) => candidate.operations))
    best.set(operation, Math.min(rank, best.get(operation) ?? rank));

  for (const { subject, operations: own } of candidates) {
    const reasons: string[] = [];
    const found: { readonly path: MergedPath; readonly rank: number }[] = [];
    for (const { operation, rank } of own.toSorted((one, other) => one.rank - other.rank)) {
      if (rank > (best.get(operation) ?? rank)) continue;
      const result = isNamesake(subject, subjects)
        ? { why: 'it means the type of that name in another namespace' }
        : mergeOperation(subject, operation);
      if ('why' in result) reasons.push(`${operation.name}: ${result.why}`);
      else found.push(...result.map((path) => ({ path, rank })));
    }
    const kept = bestOfEachKind(
      found,
      own.map(({ operation }) => operation),
    );
    if (kept.length > 0) merged.set(subject.name, kept);
    else
      unmerged.push({
        what: subject.schema.typeName,
        why: reasons.length > 0 ? reasons.join('; ') : 'no operation that reads has its name',
      });
  }
  return { merged, unmerged };
}

/**
 * Of types with one name in several namespaces (`AccessPoint` of S3, S3Express and S3ObjectLambda), nouns mean the one
 * whose resource has that name alone.
 */
function isNamesake(subject: MergeSubject, subjects: readonly MergeSubject[]): boolean {
  return subjects.some(({ type, name }) => type === subject.type && name.length < subject.name.length);
}

function bestOfEachKind(
  found: readonly { readonly path: MergedPath; readonly rank: number }[],
  operations: readonly ReadOperation[],
): readonly MergedPath[] {
  const byKind = new Map<MergedPair['kind'], number>();
  for (const { path, rank } of found) byKind.set(path.pair.kind, Math.min(rank, byKind.get(path.pair.kind) ?? rank));
  const kept = found.filter(({ path, rank }) => rank === byKind.get(path.pair.kind)).map(({ path }) => path);
  return kept
    .filter(({ pair }) => !isOneOfList(pair, kept, operations))
    .sort((one, other) => kinds.indexOf(one.pair.kind) - kinds.indexOf(other.pair.kind));
}

/**
 * `DescribeClusters` of ECS answers for the default cluster alone when it is given none: what takes ids and does not
 * page lists everything only where nothing else does.
 */
function isOneOfList(pair: MergedPair, all: readonly MergedPath[], operations: readonly ReadOperation[]): boolean {
  if (pair.kind !== 'list') return false;
  const pages = operations.find(({ name }) => name === pair.operation)?.pages;
  const keyed = all.some(({ pair: other }) => other.operation === pair.operation && other.kind === 'batch');
  return keyed && !pages && operations.some(({ verb, name }) => verb === 'List' && name !== pair.operation);
}
