import type { DescribedScan } from '../access/described-scan.ts';
import { refusePart } from '../access/unbound-parameters.ts';
import type { Draft, PlanningStep } from '../planner.ts';
import { allowedValues } from '../predicate.ts';

/** Refuses to look among one's own rows for those of others without a word. */
export const refuseParts: PlanningStep = (draft) => {
  for (const read of draft.outline.reads) {
    const scan = draft.scans.get(read.id);
    const linked = draft.keyLinks.get(read.id)?.map(({ column }) => column) ?? [];
    // What is a key of another read is looked up there, for whatever rows this one has.
    const given = keysFrom(draft, read.id);
    const chosenBy = read.chosenBy.filter((column) => !linked.includes(column) && !given.includes(column));
    if (scan === undefined || chosenBy.length === 0 || isByIdentifier(scan, linked)) continue;
    refusePart(scan, chosenBy);
  }
  return draft;
};

/** The columns of a read that other reads take as their keys. */
function keysFrom({ keyLinks }: Draft, read: number): readonly string[] {
  const sources = [...keyLinks.values()].flat().flatMap((link) => link.sources);
  return sources.flatMap((source) => (source.kind === 'read' && source.read === read ? (source.column ?? []) : []));
}

/** What is asked for by its identifier is found, whosever it is. */
function isByIdentifier({ description, predicates }: DescribedScan, linked: readonly string[]): boolean {
  const { identifier, accessPaths } = description;
  const isBound = (column: string) => linked.includes(column) || allowedValues(predicates, column) !== undefined;
  return identifier.length > 0 && identifier.every(isBound) && accessPaths.some(({ kind }) => kind === 'get');
}
