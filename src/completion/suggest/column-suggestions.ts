import type { ResourceDescription } from '../../catalog/resource-description.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import type { Suggestion } from '../completion.ts';
import { headOfQuery, queryAround, type Relation, relationsIn } from '../relations.ts';
import { columnsOf, isSame, type KnownColumn, knownOf, outputColumns } from '../scope.ts';
import type { Want } from '../want.ts';
import { firstSentence } from './first-sentence.ts';
import type { Lookup } from './lookup.ts';
import { nameText } from './name-text.ts';

/** Columns of what is read, qualified where several have one of that name; parameters of the resources' calls. */
export async function columnSuggestions(
  { qualifier, use }: Extract<Want, { kind: 'columns' }>,
  lookup: Lookup,
): Promise<readonly Suggestion[]> {
  const { scope, quote, known, level } = lookup;
  const wanted =
    qualifier === undefined ? scope.relations : scope.relations.filter(({ alias }) => isSame(alias, qualifier));
  const all = await Promise.all(
    wanted.map(async (relation) => ({ relation, ...(await knownOf(relation, scope, known)) })),
  );
  if (qualifier !== undefined) {
    return all.flatMap(({ columns, resource }) => [
      ...columns.map((column) => ofColumn(column, nameText(column.name, quote))),
      ...parametersOf(resource),
    ]);
  }
  const counts = new Map<string, number>();
  for (const { columns } of all) for (const { name } of columns) counts.set(name, (counts.get(name) ?? 0) + 1);
  const columns = all.flatMap(({ relation, columns: own }) =>
    own.map((column) => {
      const isShared = (counts.get(column.name) ?? 0) > 1 && relation.alias !== '' && quote === '';
      const name = nameText(column.name, quote);
      return ofColumn(column, isShared ? `${nameText(relation.alias)}.${name}` : name);
    }),
  );
  const outputs = use === 'read' ? [] : outputColumns(queryAround(level));
  return [
    ...outputs.map((column) => ofColumn(column, nameText(column.name, quote))),
    ...columns,
    ...aliases(wanted, quote),
    ...all.flatMap(({ resource }) => parametersOf(resource)),
  ];
}

function ofColumn({ name, type, resource, description = '' }: KnownColumn, text: string): Suggestion {
  const of = resource === undefined ? '' : ` of ${resource.service}.${resource.name}`;
  const told = firstSentence(description);
  return {
    text,
    kind: 'column',
    detail: [`${type}${of}`.trim(), told].filter((part) => part !== '' && part !== name).join(': '),
  };
}

function aliases(relations: readonly Relation[], quote: Lookup['quote']): readonly Suggestion[] {
  return relations
    .filter(({ alias }) => alias !== '')
    .map(({ alias, source }) => ({
      text: nameText(alias, quote),
      kind: 'table',
      detail: source.kind === 'named' ? source.parts.join('.') : source.kind,
    }));
}

/** What calls take that is no column: `Owners` of `aws.ec2.images`. */
function parametersOf(resource: ResourceDescription | undefined): readonly Suggestion[] {
  if (resource === undefined) return [];
  const found = new Map<string, Suggestion>();
  const isColumn = (name: string) => resource.columns.some((column) => isSame(column.name, name));
  for (const { parameters, method } of resource.accessPaths) {
    for (const { name, required } of parameters) {
      if (found.has(name) || isColumn(name)) continue;
      found.set(name, {
        text: nameText(name),
        kind: 'parameter',
        detail: `${required ? 'required ' : ''}parameter of ${resourceId(resource)}.${method}`,
      });
    }
  }
  for (const { name: method, verb, requiredParameters } of resource.methods) {
    if (verb === 'EXEC' || verb === 'INSERT') continue;
    for (const name of requiredParameters) {
      if (!found.has(name) && !isColumn(name))
        found.set(name, { text: nameText(name), kind: 'parameter', detail: `required by ${method}` });
    }
  }
  return [...found.values()];
}

/** Columns that INSERT and UPDATE give values, those first that have to have one. */
export async function columnsToSet(
  { target, verb, except }: Extract<Want, { kind: 'columns to set' }>,
  { scope, known, quote }: Lookup,
): Promise<readonly Suggestion[]> {
  const { columns, resource } = await knownOf(target, { ...scope, queries: [] }, known);
  const isTaken = (name: string) => except.some((other) => isSame(other, name));
  if (resource === undefined)
    return columns.filter(({ name }) => !isTaken(name)).map((column) => ofColumn(column, nameText(column.name, quote)));
  const isNeeded = ({ required }: { readonly required?: boolean | undefined }) =>
    verb === 'INSERT' && required === true;
  // Of some columns the overlay of a service says by which calls they are set.
  const isUpdated = (name: string) => verb === 'UPDATE' && Object.hasOwn(resource.changes?.update ?? {}, name);
  const settable = resource.columns
    .filter(
      ({ name, readOnly, createOnly }) =>
        !isTaken(name) && (isUpdated(name) || !(readOnly || (verb === 'UPDATE' && createOnly))),
    )
    .sort((one, other) => Number(isNeeded(other)) - Number(isNeeded(one)));
  const places = resource.columns.filter(
    ({ name }) => ['region', 'connection', 'account_id'].includes(name) && !isTaken(name),
  );
  const methods = resource.methods.filter((method) => method.verb === verb);
  return [
    ...settable.map(({ name, type, required, description }) => ({
      ...ofColumn({ name, type, description }, nameText(name, quote)),
      ...(isNeeded({ required }) && { detail: `required ${type}: ${firstSentence(description)}` }),
    })),
    ...places.map(({ name, type, description }) => ofColumn({ name, type, description }, nameText(name, quote))),
    ...settable.flatMap(({ property, type, description }): Suggestion[] =>
      property === undefined || isTaken(property)
        ? []
        : [{ text: nameText(property, quote), kind: 'parameter', detail: `${type}: ${firstSentence(description)}` }],
    ),
    ...methods.flatMap(({ name, requiredParameters }) =>
      requiredParameters
        .filter((parameter) => !isTaken(parameter))
        .map(
          (parameter): Suggestion => ({
            text: nameText(parameter, quote),
            kind: 'parameter',
            detail: `required by ${name}`,
          }),
        ),
    ),
  ];
}

/** The columns that the last table of a FROM has in common with those before it. */
export async function commonColumns({ scope, known, quote, level }: Lookup): Promise<readonly Suggestion[]> {
  const relations = relationsIn(headOfQuery(level.outer?.head ?? []));
  const lists = await Promise.all(relations.map((relation) => columnsOf(relation, scope, known)));
  const before = lists.slice(0, -1).flat();
  return (lists.at(-1) ?? [])
    .filter(({ name }) => before.some((other) => isSame(other.name, name)))
    .map((column) => ofColumn(column, nameText(column.name, quote)));
}
