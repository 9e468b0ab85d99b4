import type { ColumnDescription } from '../../resource-description.ts';
import { singular } from '../../singular.ts';
import { snakeCase } from '../../snake-case.ts';
import { typeOfShape } from '../../type-of-shape.ts';
import { htmlToText } from '../plain-text.ts';
import { memberRank } from './identifier-names.ts';
import type { MergeSubject } from './merge-subject.ts';
import type { ReadInput } from './read-operation.ts';
import { sameWord } from './same-word.ts';

/** What an input asks for. */
export interface InputBinding {
  readonly column: ColumnDescription;
  /** Whether it is what the subject itself is called, and not what it belongs to. */
  readonly own: boolean;
}

/**
 * The column that holds what an input wants: a part of the identifier first, then a column of the same name, and inputs
 * that are called like the type alone (`services`), or its `Identifier`, where the documentation says that they take it.
 */
export function bindInput(subject: MergeSubject, input: ReadInput): InputBinding | undefined {
  const { type, identifier, columns } = subject;
  if (input.takes === undefined) return undefined;
  const name = input.takes === 'many' ? singular(input.name) : input.name;
  const fits = (column: ColumnDescription) => column.type === typeOfShape(input.shape);

  const [best] = identifier
    .filter(fits)
    .flatMap((column) => {
      const rank = memberRank(name, column.property ?? column.name, type);
      return rank === undefined ? [] : [{ column, rank }];
    })
    .sort((one, other) => one.rank - other.rank);
  if (best) return { column: best.column, own: isOwn(subject, best.column) };

  const column = columns.find((one) => one.name === snakeCase(name) && fits(one));
  if (column) return { column, own: isOwn(subject, column) };
  const naming = columns.find(
    (one) => one.property !== undefined && fits(one) && memberRank(name, one.property, type) === 1,
  );
  if (naming) return { column: naming, own: true };
  return called(subject, input, name);
}

/** `services`, `cluster`, `serviceIdentifier`: what they take stands in their documentation. */
function called(subject: MergeSubject, input: ReadInput, name: string): InputBinding | undefined {
  const { type, identifier } = subject;
  const isType = [type, lastWord(type)].some(
    (word) => sameWord(name, word) || sameWord(name, `${word}Id`) || sameWord(name, `${word}Identifier`),
  );
  if (!isType && !/^(resource)?(id|identifier)$/i.test(name)) return undefined;
  const text = htmlToText(input.documentation);
  const takes = (column: ColumnDescription) => {
    const kind = /(arn|name|id|identifier)$/.exec(column.name)?.[1];
    if (kind === 'arn') return /\bARNs?\b|Amazon Resource Name/.test(text);
    if (kind === 'name') return /\bnames?\b/i.test(text.replace(/Amazon Resource Names?/g, ''));
    return false;
  };
  const column = identifier.find((one) => one.type === 'string' && isOwn(subject, one) && takes(one));
  return column && { column, own: true };
}

function lastWord(type: string): string {
  return /[A-Z][a-z0-9]+$/.exec(type)?.[0] ?? type;
}

/** The only part of an identifier is the thing's own; of several, those that bear the type's name or none. */
function isOwn(subject: MergeSubject, column: ColumnDescription): boolean {
  const { type, identifier } = subject;
  if (!identifier.includes(column)) return memberRank(column.property ?? '', 'Name', type) !== undefined;
  return identifier.length === 1 || bearsName(subject, column);
}

/** Whether a column is called like the type, or just `Id`, `Name`, `Arn`. */
export function bearsName({ type }: MergeSubject, { property, name }: ColumnDescription): boolean {
  return ['Id', 'Name', 'Arn', 'Number', 'Version'].some(
    (kind) => memberRank(property ?? name, kind, type) !== undefined,
  );
}
