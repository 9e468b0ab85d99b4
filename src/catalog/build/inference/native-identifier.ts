import { singular } from '../../singular.ts';
import { typeOfShape } from '../../type-of-shape.ts';
import type { DocumentedModel } from '../models/documented-model.ts';
import { operationWords } from '../native/operation-words.ts';
import { memberRank } from './identifier-names.ts';
import type { NativeRow } from './native-columns.ts';
import { keyColumn, keyColumns } from './native-keys.ts';
import type { ReadOperation } from './read-operation.ts';
import { sameWord } from './same-word.ts';

export interface ListedRows {
  readonly list: ReadOperation;
  readonly row: NativeRow;
  /** Required input of the list -> the column that repeats it. */
  readonly repeated: ReadonlyMap<string, string>;
  /** All that reads the resource. */
  readonly reads: readonly ReadOperation[];
  /** Operations of the resource that do not read. */
  readonly writes: readonly string[];
}

/** Rows of such are about things that other rows are about too: what identifies the thing does not identify the row. */
const aboutThings =
  /(Histor(y|ies)|Statistics?|Stats|Metrics?|Usages?|Counts?|Aggregat\w*|Changes|Status(es)?|Differences|Drifts?|Scores?|Trends?|Forecasts?|Values|Data|DataPoints|Results?|Details|Configurations?|Settings|Attributes|Recommendations|Permissions?|For[A-Z]\w*|By[A-Z]\w*|With[A-Z]\w*)$/;

/**
 * What tells two rows of a list apart, together with what the list was asked for: what an operation on one of them takes,
 * its own ARN or id. Nothing where that is not certain: such rows are never taken for the same.
 */
export function ownIdentifier(model: DocumentedModel, rows: ListedRows): readonly string[] {
  const { list, row, repeated, reads } = rows;
  const noun = singular(list.noun);
  const texts = row.columns.filter((column) => column.type === 'string' || column.type === 'integer');
  if (list.rows === 'scalars') {
    const [only] = texts;
    return only && /_(id|arn|name|url)$/.test(only.name) && !aboutThings.test(list.noun)
      ? [...repeated.values(), only.name]
      : [];
  }
  const asked = reads.flatMap(({ inputs }) =>
    inputs.flatMap(({ name, takes, shape }) =>
      takes === 'many' ? (keyColumn(singular(name), typeOfShape(shape), noun, row) ?? []) : [],
    ),
  );
  const own = (kind: string) => texts.find(({ member }) => memberRank(member, kind, noun) === 1)?.name;
  const bare = (kind: string) =>
    aboutThings.test(list.noun) ? undefined : texts.find(({ member }) => memberRank(member, kind, noun) === 0)?.name;
  const unique = [own('Arn'), own('Id'), bare('Arn')].filter((name) => name !== undefined);
  const itself = texts.find(({ member }) => sameWord(member, noun))?.name;
  const byName = [own('Name'), bare('Id'), itself].filter((name) => name !== undefined);

  const confirmed = asked.find((name) => unique.includes(name) || byName.includes(name));
  if (confirmed === undefined) {
    const written = writtenBy(model, rows);
    if (written) return written;
  }
  const best = confirmed ?? unique[0];
  if (best === undefined) return [];
  const version = /(Version|Revision)s?$/.test(list.noun)
    ? texts.filter(({ member }) => /^(version|revision)(id|number|name)?$/i.test(member))
    : [];
  return [...new Set([...repeated.values(), best, ...version.map(({ name }) => name)])];
}

const onOne = ['Delete', 'Update', 'Modify', 'Deregister', 'Release', 'Cancel', 'Stop', 'Terminate'];
/** What is no name of one thing alone: settings have names that several of them share. */
const shared = /^(name|type|value|key|status|state|kind)$/i;

/** What the operations on one of the rows take of it. */
function writtenBy(model: DocumentedModel, { list, row, repeated, writes }: ListedRows): readonly string[] | undefined {
  const verbOf = (operation: string) => onOne.indexOf(operationWords(operation).verb);
  const noun = singular(list.noun);
  for (const operation of writes.filter((name) => verbOf(name) >= 0).sort((a, b) => verbOf(a) - verbOf(b))) {
    const words = operationWords(operation);
    const input = model.shapes[model.operations[operation]?.input?.shape ?? ''];
    if (words.noun !== singular(words.noun)) continue;
    const named = (input?.required ?? [])
      .filter((member) => !input?.members?.[member]?.idempotencyToken)
      .map((name) => ({ name, type: typeOfShape(model.shapes[input?.members?.[name]?.shape ?? '']) }));
    const isDelete = verbOf(operation) !== 1 && verbOf(operation) !== 2;
    const keys = keyColumns(
      isDelete
        ? named
        : named.filter(({ name, type }) => keyColumn(name, type, noun, row) !== undefined && isIdLike(name)),
      noun,
      row,
      repeated,
    );
    const columns = keys ? [...new Set([...repeated.values(), ...keys.values()])] : [];
    const own = columns.filter((column) => row.columns.some(({ name }) => name === column));
    if (own.length > 0 && own.every((column) => !shared.test(column)) && own.some(isIdLike)) return columns;
  }
  return undefined;
}

function isIdLike(name: string): boolean {
  return /(id|arn|name|identifier|url|number)$/i.test(name);
}
