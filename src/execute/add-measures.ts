import type { Access } from '../plan/access/access.ts';
import type { Measures } from '../plan/access/measures.ts';

/** A scan that was read in parts, as its last part, with what all of them cost. */
export function addMeasures(before: Access, last: Access): Access {
  return {
    ...last,
    requests: [...before.requests, ...last.requests],
    ...both(before, last),
    parents: last.parents.map((parent, index) => {
      const other = before.parents[index]?.access;
      return other === undefined ? parent : { ...parent, access: addMeasures(other, parent.access) };
    }),
    hydrations: last.hydrations.map((hydration, index) => ({
      ...hydration,
      ...both(before.hydrations[index], hydration),
    })),
  };
}

function both(
  one: { readonly measures?: Measures } | undefined,
  other: { readonly measures?: Measures },
): { readonly measures?: Measures } {
  const measures = [one?.measures, other.measures].filter((own) => own !== undefined);
  if (measures.length === 0) return {};
  const sum = (of: keyof Measures) => measures.reduce((total, own) => total + own[of], 0);
  return {
    measures: {
      calls: sum('calls'),
      pages: sum('pages'),
      rows: sum('rows'),
      retries: sum('retries'),
      milliseconds: sum('milliseconds'),
      bytes: sum('bytes'),
      waited: sum('waited'),
    },
  };
}
