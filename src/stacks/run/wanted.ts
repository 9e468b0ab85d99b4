import { resourceId } from '../../catalog/resource-id.ts';
import { valueAtPointer } from '../../data/json-pointer.ts';
import type { Value } from '../../data/value.ts';
import type { PlannedChange } from '../../providers/change.ts';
import type { DerivedResource, Wanted } from '../derive/derived-resource.ts';
import { toldProperties } from '../derive/told-properties.ts';
import type { Anchor } from '../queries/anchor.ts';
import { givenProps } from './given-props.ts';
import { inAnchor, inResource, placeOf, renderAnchor, waitsForOthers } from './run-anchor.ts';
import { tell, type Work } from './stack-run.ts';

/**
 * What a resource shall be: the values of the statement that creates it, or of its props. Undefined where they wait for what others
 * export once they are there.
 */
export async function wantedOf(work: Work): Promise<Wanted | undefined> {
  const { run, resource, derived } = work;
  if (derived === undefined) return undefined;
  const anchor = resource.anchors.get('create');
  try {
    const create = anchor === undefined ? await ofProps(work, derived) : await ofStatement(work, anchor);
    if (create === undefined) return undefined;
    for (const pointer of create.secrets ?? []) run.redactor.hide((valueAtPointer(create, pointer) ?? null) as Value);
    return {
      scope: create.scope,
      create,
      properties: toldProperties(derived, create),
    };
  } catch (error) {
    throw anchor === undefined ? inResource(work, error) : inAnchor(work, anchor, error);
  }
}

async function ofStatement(work: Work, anchor: Anchor): Promise<PlannedChange | undefined> {
  const { run } = work;
  const sql = renderAnchor(work, anchor);
  if (waitsForOthers(sql)) return undefined;
  if (run.options.showQueries) tell(work, 'query', `create: ${sql}`);
  const options = run.signal === undefined ? {} : { signal: run.signal };
  const { changes } = await run.workers.plan({ sql, ...placeOf(work), isAuthors: true, options });
  return changes[0];
}

/** Of the props; a region that the stack names is where it goes. */
async function ofProps(work: Work, derived: DerivedResource): Promise<PlannedChange | undefined> {
  const { run } = work;
  const { properties, place } = givenProps(work);
  if (waitsForOthers(JSON.stringify([place, properties]))) return undefined;
  if (run.options.showQueries)
    tell(work, 'query', `create: INSERT INTO ${resourceId(derived.description)} ${JSON.stringify(properties)}`);
  return derived.planCreate(properties, place);
}
