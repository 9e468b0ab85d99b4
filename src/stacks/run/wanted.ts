import type { Value } from '../../data/value.ts';
import { insertOf, type Wanted } from '../derive/derived-resource.ts';
import { isSkyqlErrorWith } from './is-skyql-error-with.ts';
import { inAnchor, inResource, placeOf, renderAnchor, valueNamed, waitsForOthers } from './run-anchor.ts';
import { tell, type Work } from './stack-run.ts';
import { parameterOf } from './workers.ts';

/**
 * What a resource shall be: the values of the statement that creates it, or of its props. Undefined where they wait for what others
 * export once they are there.
 */
export async function wantedOf(work: Work): Promise<Wanted | undefined> {
  const { resource, run, derived } = work;
  if (derived === undefined) return undefined;
  const anchor = resource.anchors.get('create');
  const options = run.signal === undefined ? {} : { signal: run.signal };
  try {
    const statement = anchor === undefined ? statementOf(work) : { sql: renderAnchor(work, anchor), parameters: [] };
    const text = `${statement.sql} ${JSON.stringify(statement.parameters)}`;
    if (waitsForOthers(text)) return undefined;
    if (run.options.showQueries) tell(work, 'query', `create: ${statement.sql}`);
    const plan = await run.workers.plan({ ...statement, ...placeOf(work), isAuthors: anchor !== undefined, options });
    const [create] = plan.changes;
    if (create === undefined) return undefined;
    for (const pointer of create.secrets ?? []) hideAt(work, create as unknown as Value, pointer);
    return { scope: create.scope, create, properties: create.after ?? create.values };
  } catch (error) {
    if (isSkyqlErrorWith(error, 'UNDEFINED_VARIABLE') && run.options.isDry && anchor !== undefined) throw error;
    throw anchor === undefined ? inResource(work, error) : inAnchor(work, anchor, error);
  }
}

/** The INSERT of the props; a region that the stack names is where it goes. */
function statementOf(work: Work): { sql: string; parameters: readonly (string | number | boolean | null)[] } {
  const { resource, derived } = work;
  const values: Record<string, Value> = {};
  for (const { name } of resource.props) values[name] = valueNamed(work, name) ?? null;
  const region = values.region ?? valueNamed(work, 'region');
  if (resource.region === undefined && region !== undefined && derived?.description.global !== true)
    values.region = region;
  if (derived?.description.global === true) delete values.region;
  return derived === undefined
    ? { sql: '', parameters: Object.values(values).map(parameterOf) }
    : insertOf(derived.description, values);
}

function hideAt({ run }: Work, value: Value, pointer: string): void {
  let at: Value | undefined = value;
  for (const key of pointer.split('/').slice(1))
    at = (at as Readonly<Record<string, Value>> | undefined)?.[key.replaceAll('~1', '/').replaceAll('~0', '~')];
  if (at !== undefined) run.redactor.hide(at);
}
