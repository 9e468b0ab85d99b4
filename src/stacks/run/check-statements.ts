import { findResource } from '../../catalog/find-resource.ts';
import { placeColumnNames } from '../../catalog/place-column-names.ts';
import type { ResourceDescription } from '../../catalog/resource-description.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { methodFor } from '../../session/statements/change/method-for.ts';
import { parseStatement } from '../../sql/parse-statement.ts';
import type { Anchor } from '../queries/anchor.ts';
import { createScope, unknownPattern } from '../scope/create-scope.ts';
import { renderSql } from '../templates/render-sql.ts';
import { inAnchor, inResource } from './run-anchor.ts';
import { type StackRun, type Work, workOn } from './stack-run.ts';

/**
 * Reads all statements of a stack, and looks up the names that creations give values to, without a call: what is wrong with the last
 * resource is told before the first one is made.
 */
export async function checkStatements(run: StackRun): Promise<void> {
  const { states } = run;
  const before = new Map([...states].map(([name, { isUnknown }]) => [name, isUnknown]));
  // What others export is not known yet.
  for (const state of states.values()) state.isUnknown = true;
  try {
    for (const resource of run.stack.resources) {
      const work = workOn(run, resource);
      for (const anchor of resource.anchors.values()) await checkAnchor(work, anchor);
      if (work.derived !== undefined && !resource.anchors.has('create') && !resource.anchors.has('createorupdate'))
        await checkProps(work, work.derived.description);
    }
  } finally {
    for (const [name, state] of states) state.isUnknown = before.get(name) ?? false;
  }
}

async function checkAnchor(work: Work, anchor: Anchor): Promise<void> {
  const sql = renderedNow(work, anchor);
  // Only a value in quotes may be another one later without the statement being another one.
  if (sql === undefined || unknownPattern.test(sql.replace(/'(?:[^']|'')*'/g, "''"))) return;
  try {
    const statement = parseStatement(sql, { dialect: 'stackql' });
    // A statement may be for what the catalog does not know.
    if (work.derived === undefined || statement.kind !== 'insert' || statement.columns.length === 0) return;
    const catalogs = [...work.run.workers.providers.values()].map(({ catalog }) => catalog);
    await checkNames(work, await findResource(catalogs, statement.target.parts, []), statement.columns);
  } catch (error) {
    throw inAnchor(work, anchor, error);
  }
}

/** Undefined of what only a run can print: `this.vpc_id`, `callback.Identifier`. */
function renderedNow({ run, resource }: Work, anchor: Anchor): string | undefined {
  try {
    return renderSql(anchor.template, createScope(run, resource));
  } catch (error) {
    if (error instanceof SkyqlError) return undefined;
    throw error;
  }
}

async function checkProps(work: Work, description: ResourceDescription): Promise<void> {
  try {
    await checkNames(
      work,
      description,
      work.resource.props.map(({ name }) => name),
    );
  } catch (error) {
    throw inResource(work, error);
  }
}

async function checkNames(work: Work, description: ResourceDescription, columns: readonly string[]): Promise<void> {
  const { provider: name, service, name: resource } = description;
  const method = methodFor(description, 'INSERT').name;
  const names = columns.filter((column) => !placeColumnNames.includes(column.toLowerCase()));
  const outline = { kind: 'create', resource: { provider: name, service, resource }, method, names } as const;
  await work.run.workers.providers.get(name)?.changeForm(outline);
}
