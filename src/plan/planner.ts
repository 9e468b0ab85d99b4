import type { SkyqlError } from '../errors/skyql-error.ts';
import type { CallContext } from '../providers/provider.ts';
import type { DescribedScan } from './access/described-scan.ts';
import type { FetchNode, SharedResource } from './fetch-plan.ts';
import type { ChosenKeyLinks } from './keys/choose-key-links.ts';
import type { QueryOutline } from './outline/query-outline.ts';
import type { Predicate } from './predicate.ts';
import type { NameScope } from './resolve/name-scope.ts';
import type { ResolvedQuery } from './resolve/resolve-query.ts';

/** What planning works with. */
export interface Planner {
  readonly scope: NameScope;
  /** For what planning has to ask: the regions of an account, its id. */
  readonly context: CallContext;
  readonly restriction?: Restriction;
  /** Whether stars show what only a call a row can tell as well. */
  readonly whole?: boolean;
  /** Whether names of parameters are those of the columns that are called alike: `TopicArn` is `topic_arn`. */
  readonly namesColumns?: boolean;
}

/** Predicates beyond the query's own, for the one use of a resource: which of its rows a change is about. */
export interface Restriction {
  /** The resource's id: `aws.ec2.images`. */
  readonly resource: string;
  readonly predicates: readonly Predicate[];
}

/** A plan in the making. */
export interface Draft {
  readonly sql: string;
  readonly resources: ResolvedQuery['resources'];
  readonly outline: QueryOutline;
  /** What each read of a resource wants, by the read's id; reads of local tables have none. */
  readonly scans: ReadonlyMap<number, DescribedScan>;
  readonly keyLinks: ChosenKeyLinks;
  /** Scans that take another one's rows, and that scan. */
  readonly shared: ReadonlyMap<number, number>;
  readonly nodes: readonly FetchNode[];
  readonly sharedResources: readonly SharedResource[];
  readonly advice: readonly SkyqlError[];
}

export type PlanningStep = (draft: Draft, planner: Planner) => Draft | Promise<Draft>;

export function emptyDraft(sql: string): Draft {
  return {
    sql,
    resources: new Map(),
    outline: { reads: [], keyLinks: [] },
    scans: new Map(),
    keyLinks: new Map(),
    shared: new Map(),
    nodes: [],
    sharedResources: [],
    advice: [],
  };
}
