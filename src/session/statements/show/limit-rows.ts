import type { Row } from '../../../data/value.ts';
import type { LimitDefinition } from '../../../providers/limits/limit-definition.ts';
import type { LimitCount, Limits } from '../../../providers/limits/limits.ts';
import type { TableColumn } from '../../table-result.ts';

/** What SHOW LIMITS shows: of a limit, of what it counts, and how that stands now. */
export const limitColumns: readonly TableColumn[] = [
  ...['name', 'source', 'holds_for', 'counts_by'].map((name) => ({ name })),
  { name: 'at_once', type: 'BIGINT' },
  { name: 'per_second', type: 'DOUBLE' },
  { name: 'burst', type: 'DOUBLE' },
  { name: 'adapts', type: 'BOOLEAN' },
  ...['account', 'region', 'service', 'operation'].map((name) => ({ name })),
  { name: 'in_use', type: 'BIGINT' },
  { name: 'waiting', type: 'BIGINT' },
  { name: 'rate', type: 'DOUBLE' },
  { name: 'calls', type: 'BIGINT' },
  { name: 'throttled', type: 'BIGINT' },
];

/** A row for each count that has begun; for a limit that no call was about yet a row without any. */
export function limitRows(limits: Limits): readonly Row[] {
  const counts = limits.counts();
  return limits.definitions.flatMap((definition) => {
    const own = counts.filter((count) => count.definition === definition);
    return own.length === 0 ? [rowOf(definition)] : own.map((count) => rowOf(definition, count));
  });
}

function rowOf(definition: LimitDefinition, count?: LimitCount): Row {
  const { of = {}, state } = count ?? {};
  return {
    name: definition.name,
    source: definition.source ?? 'user',
    holds_for: whatFor(definition),
    counts_by: definition.per.join(', '),
    at_once: definition.atOnce ?? null,
    per_second: definition.perSecond ?? null,
    burst: definition.burst ?? null,
    adapts: definition.adapts ?? false,
    account: of.account ?? null,
    region: of.region ?? null,
    service: of.service ?? null,
    operation: of.operation ?? null,
    in_use: state?.inUse ?? null,
    waiting: state?.waiting ?? null,
    rate: state?.rate ?? null,
    calls: state?.calls ?? null,
    throttled: state?.throttled ?? null,
  };
}

/** `ec2: Describe*, Get*`, `ec2: Describe* without filter and page`, `all calls`. */
function whatFor({ services, operations, unfiltered }: LimitDefinition): string {
  const calls = operations?.join(', ');
  const named = [services?.join(', '), calls].filter((part) => part !== undefined).join(': ');
  return `${named === '' ? 'all calls' : named}${unfiltered === true ? ' without filter and page' : ''}`;
}
