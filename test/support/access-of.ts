import type { Access } from '../../src/plan/access/access.ts';

/** An access that says no more than it has to. */
export function accessOf(said: Partial<Access> & Pick<Access, 'resource' | 'path'>): Access {
  return {
    method: said.path.replace(/\(.*/, ''),
    reason: 'the test says so',
    requests: [],
    parents: [],
    hydrations: [],
    columns: [],
    parameterColumns: [],
    bindings: [],
    filters: [],
    predicates: [],
    identifier: [],
    unread: [],
    needsAccountId: false,
    expected: { calls: 1, listed: 1, rows: 1, isEstimate: false },
    permissions: [],
    ...said,
  };
}
