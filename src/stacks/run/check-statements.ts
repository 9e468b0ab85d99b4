import { SkyqlError } from '../../errors/skyql-error.ts';
import type { Anchor } from '../queries/anchor.ts';
import { createScope } from '../scope/create-scope.ts';
import type { ResourceState } from '../scope/resource-state.ts';
import type { Template } from '../templates/parse-template.ts';
import { type Scope, valuesOf } from '../templates/render-value.ts';
import { unknownIn } from '../templates/unknown-mark.ts';
import { unknownReferences } from '../templates/unknown-references.ts';
import { checkNamed } from './check-named.ts';
import { checkWanted } from './check-wanted.ts';
import { checkReturned } from './make-change.ts';
import { checkExported } from './read-exports.ts';
import { inAnchor, placeOf, renderAnchor } from './run-anchor.ts';
import { type StackRun, type Work, workOn } from './stack-run.ts';
import { toldInRun } from './told-in-run.ts';

/**
 * Reads all statements of a stack and looks up the names in them, without a call: what is wrong with the last resource is told before the
 * first one is made. In the place of what only a run brings stands a mark: a text in quotes, NULL outside of them.
 */
export async function checkStatements(run: StackRun): Promise<void> {
  const { states, stack } = run;
  const quiet = { ...run, options: { ...run.options, showQueries: false } };
  const before = new Map<string, ResourceState>();
  for (const resource of stack.resources) {
    const state = states.get(resource.name);
    if (state === undefined) continue;
    before.set(resource.name, { ...state });
    Object.assign(state, { isUnknown: true, ...toldInRun(resource, stack) });
  }
  try {
    const checked = await Promise.allSettled(stack.resources.map((resource) => checkResource(workOn(quiet, resource))));
    const exists = new Map<string, readonly string[]>();
    for (const [index, one] of checked.entries()) {
      // The first one in the order of the stack, whichever was found first.
      if (one.status === 'rejected') throw one.reason;
      if (one.value !== undefined) exists.set(stack.resources[index]?.name ?? '', one.value);
    }
    checkNamed(run, exists);
  } finally {
    for (const [name, state] of before) Object.assign(states.get(name) ?? {}, { callback: undefined }, state);
  }
}

/** Checks what is said of one resource: the columns that its query for exists tells, as far as they are known. */
async function checkResource(work: Work): Promise<readonly string[] | undefined> {
  const { resource } = work;
  let told: readonly string[] | undefined;
  for (const prop of resource.props) renderedNow(work, prop.templates, (scope) => scope.lookup(prop.name));
  for (const anchor of resource.anchors.values()) {
    const columns = await checkAnchor(work, anchor);
    checkReturned(resource, anchor, columns);
    if (columns === undefined) continue;
    if (anchor.name === 'exports') checkExported(resource, columns);
    // A count is looked at, and not kept.
    const isCount = columns.length === 1 && /^count$/i.test(columns[0] ?? '');
    if (anchor.name === 'exists') told = isCount ? [] : columns;
  }
  await checkWanted(work);
  return told;
}

/** The columns of a statement, as far as they are known before it runs. */
async function checkAnchor(work: Work, anchor: Anchor): Promise<readonly string[] | undefined> {
  const sql = renderedNow(work, [anchor.template], () => renderAnchor(work, anchor));
  if (sql === undefined) return undefined;
  try {
    return await work.run.workers.check({ sql, ...placeOf(work), isAuthors: true });
  } catch (error) {
    if (!isOfMarks(error, sql)) throw inAnchor(work, anchor, error);
    return undefined;
  }
}

/** Undefined of what cannot be rendered before the run: where no filter, sum or name can be made of a mark. */
function renderedNow<Result>(
  { run, resource }: Work,
  templates: readonly Template[],
  render: (scope: Scope) => Result,
): Result | undefined {
  const scope = createScope(run, resource);
  try {
    return render(scope);
  } catch (error) {
    if (!(error instanceof SkyqlError) || templates.every((template) => isKnown(template, scope))) throw error;
    return undefined;
  }
}

function isKnown(template: Template, scope: Scope): boolean {
  try {
    return unknownReferences(template, valuesOf(template, scope)).length === 0;
  } catch {
    // What is wrong with a prop that it names is told by the prop.
    return false;
  }
}

/** Whether an error may be of the marks, and not of what will stand in their place. */
function isOfMarks(error: unknown, sql: string): boolean {
  if (!(error instanceof SkyqlError) || unknownIn(sql) === undefined) return false;
  if (!ofNames.test(error.code)) return true;
  // Outside of quotes a mark may stand for a name, or for SQL.
  const outside = sql.replace(/'(?:[^']|'')*'/g, "''");
  const isWord = unknownIn(outside.replace(/\/\*[\s\S]*?\*\//g, ' ')) !== undefined;
  return isWord || (unknownIn(outside) !== undefined && error.code === 'SYNTAX_ERROR');
}

/** What is wrong whatever the values are: all else, such as text that is no date, may be right once they are known. */
const ofNames =
  /^(UNKNOWN_(?!REGION|CONNECTION)\w+|SYNTAX_ERROR|IMMUTABLE_PROPERTY|READ_ONLY_PROPERTY|WRONG_ARGUMENTS|UNSUPPORTED_STATEMENT|AMBIGUOUS_COLUMN)$/;
