import type { PathParameter, ResourceDescription } from '../../catalog/resource-description.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import { quoteLiteral } from '../../data/quote.ts';
import type { Value } from '../../data/value.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { allowedValues } from '../predicate.ts';
import { boundValues } from './bound-values.ts';
import { decidingParameters } from './choose-path.ts';
import type { DescribedScan } from './described-scan.ts';
import { sameName } from './same-name.ts';

type Asking = Pick<DescribedScan, 'description' | 'columns' | 'predicates' | 'parameters'>;

/**
 * Throws where a statement reads a parameter that nothing gives a value and that no column of the rows holds: it would be
 * NULL, whatever the statement means by it.
 */
export function refuseUnbound(scan: Asking): void {
  refuseWords(scan);
  const unbound = scan.parameters.filter((name) => scan.columns.includes(name) && isUnbound(scan, name));
  if (unbound.length > 0) throw unboundParameters(scan.description, unbound);
}

function isUnbound({ description, predicates }: Asking, name: string): boolean {
  if (allowedValues(predicates, name) !== undefined) return false;
  const own = parametersOf(description).filter((parameter) => sameName(parameter.name, name));
  return !own.some((parameter) => isTold(parameter) || boundValues(parameter, predicates) !== undefined);
}

/** Whether rows tell what they were asked by. What a call can do without changes which rows there are: that they do not tell. */
function isTold({ required, columns }: PathParameter): boolean {
  return required && columns.length > 0;
}

/** Says which parameters have no value, and how they are given one. */
function unboundParameters(description: ResourceDescription, names: readonly string[]): SkyqlError {
  const [name = ''] = names;
  const resource = resourceId(description);
  const sample = parametersOf(description).some((own) => sameName(own.name, name) && own.type === 'boolean')
    ? `${name} = true`
    : `${name} = '...'`;
  const are = names.length > 1 ? 'are parameters' : 'is a parameter';
  return new SkyqlError(
    'UNBOUND_PARAMETER',
    `${names.join(' and ')} ${are} of the requests that read ${resource}, and the statement gives ${names.length > 1 ? 'them' : 'it'} no value there.`,
    {
      hint: `Say the value by itself, joined to the rest by AND: WHERE ${sample} (or IN (...)), or make it equal to a column of another table in an inner join. In place of OR, write two SELECTs with UNION.`,
    },
  );
}

function parametersOf({ accessPaths }: ResourceDescription): readonly PathParameter[] {
  return accessPaths.flatMap((path) => path.parameters);
}

/** Throws where a column is compared with a word that only requests know: no row says it, whoever's it is. */
function refuseWords({ description, predicates }: Asking): void {
  for (const { name, words = {}, others } of parametersOf(description)) {
    for (const { column, key, operator, values } of predicates) {
      const own = words[column] ?? [];
      const word = values.find((value) => own.some((known) => known === value));
      if (word === undefined || operator !== 'equals' || key !== undefined) continue;
      const known: readonly Value[] = [...own, ...(others?.said ?? [])];
      const list = values.every((value) => known.includes(value)) ? values : [word];
      throw wordOfRequests(description, name, column, word, list);
    }
  }
}

function wordOfRequests(
  description: ResourceDescription,
  name: string,
  column: string,
  word: Value,
  list: readonly Value[],
): SkyqlError {
  const texts = list.map((value) => quoteLiteral(String(value)));
  const condition = texts.length > 1 ? `${name} IN (${texts.join(', ')})` : `${name} = ${texts[0]}`;
  return new SkyqlError(
    'UNBOUND_PARAMETER',
    `No row of ${resourceId(description)} has the ${column} ${String(word)}: that is a word of the requests that read it.`,
    { hint: `Give it to the requests: WHERE ${condition}. The column ${column} says whose each row is.` },
  );
}

/**
 * Throws where rows are chosen by a column that a request has a word for, and by more than equality: requests without that word
 * list a part of the rows, among which the others are not found.
 */
export function refusePart({ description, predicates }: Asking, chosenBy: readonly string[]): void {
  for (const parameter of decidingParameters(description)) {
    if (boundValues(parameter, predicates) !== undefined) continue;
    const column = parameter.columns.flat().find((own) => chosenBy.includes(own));
    if (column === undefined) continue;
    const { name, words = {} } = parameter;
    const own = words[column]?.[0] ?? '...';
    throw new SkyqlError(
      'UNBOUND_PARAMETER',
      `Which rows of ${resourceId(description)} are read goes by ${column}, and the statement compares it in a way that no request takes: only a part of them would be looked at.`,
      {
        hint: `Say as well, joined to the rest by AND, what the requests ask for: WHERE ${name} = '${own}' (or IN (...)). Else compare ${column} by = or IN alone.`,
      },
    );
  }
}
