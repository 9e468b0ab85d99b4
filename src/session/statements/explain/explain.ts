import type { Row } from '../../../data/value.ts';
import type { EngineResult } from '../../../engine/engine.ts';
import type { ExplainStatement } from '../../../sql/statement.ts';
import type { StatementContext } from '../../statement-context.ts';
import { tableResult } from '../../table-result.ts';
import type { Explanation } from './explanation.ts';
import { foldPermissions } from './fold-permissions.ts';
import { warnOfPolicy } from './warn-of-policy.ts';

const columns = [
  { name: 'step', type: 'BIGINT' },
  { name: 'resource' },
  { name: 'method' },
  { name: 'region' },
  { name: 'filters' },
  { name: 'calls', type: 'BIGINT' },
  { name: 'note' },
];
const actualColumns = ['pages', 'rows', 'retries', 'milliseconds', 'bytes', 'waited'].map((name) => ({
  name,
  type: 'BIGINT',
}));

/** The columns that an EXPLAIN answers with. */
export function explainColumns({
  format,
  analyze,
}: Pick<ExplainStatement, 'format' | 'analyze'>): readonly { readonly name: string; readonly type: string }[] {
  if (format !== 'table') return [{ name: format === 'policy' ? 'policy' : 'plan', type: 'JSON' }];
  return (analyze ? [...columns, ...actualColumns] : columns).map((column) => ({ type: 'VARCHAR', ...column }));
}

/** EXPLAIN: the calls that a statement makes and the permissions that it needs. Of a mutation nothing is sent that changes anything. */
export async function explain(
  run: StatementContext,
  statement: ExplainStatement,
  explanationOf: () => Promise<Explanation>,
): Promise<EngineResult> {
  // Who asks for a policy may not be allowed to read yet.
  run.plansOnly = statement.format === 'policy';
  const { steps, permissions, changes } = await explanationOf();
  // A mutation is planned by reading what it would touch: what that took it needs as well.
  const needs = [...permissions, ...run.permissions];
  const policies = foldPermissions(run.session, needs);
  const { engine } = run.session;
  if (statement.format === 'policy') {
    for (const policy of policies) warnOfPolicy(run, policy);
    return tableResult(
      engine,
      explainColumns(statement),
      policies.flatMap(({ documents }) => documents.map((document) => ({ policy: document }))),
    );
  }
  const uncertain = policies.flatMap(({ title, uncertain: own }) =>
    [...new Set(own.map(({ text }) => text))].map((note) => ({ resource: `${title}, not certain`, note })),
  );
  const [policy = null, ...others] = policies.map(({ document }) => document);
  const rows = steps.map(({ actual, ...step }, index): Row => ({ step: index + 1, ...step, ...actual }));
  if (statement.format === 'json')
    return tableResult(engine, explainColumns(statement), [
      {
        plan: {
          steps: rows,
          ...(changes && { changes }),
          policy: others.length === 0 ? policy : [policy, ...others],
          notes: uncertain.map(({ note }) => note),
        },
      },
    ]);
  const last = [
    ...policies.map(({ title, document }) => ({ resource: title, note: JSON.stringify(document) })),
    ...uncertain,
  ].map((row, index): Row => ({ step: steps.length + 1 + index, ...row }));
  return tableResult(engine, explainColumns(statement), [...rows, ...last]);
}
