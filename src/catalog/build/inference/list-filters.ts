import { snakeCase } from '../../snake-case.ts';
import { typeOfShape } from '../../type-of-shape.ts';
import type { DocumentedModel, DocumentedShape } from '../models/documented-model.ts';
import type { NativePathFilter } from '../overlays/overlay.ts';
import { documentedFilters, type FilterColumn } from './documented-filters.ts';
import { momentOfEnd, momentWord } from './moment-word.ts';
import type { ReadInput } from './read-operation.ts';
import { sameWord } from './same-word.ts';

/** What a list can be asked to leave out: EC2's documented filters, and inputs whose enum is that of a column. */
export function listFilters(
  model: DocumentedModel,
  inputs: readonly ReadInput[],
  row: DocumentedShape,
  /** Member of a row -> column. */
  columns: Readonly<Record<string, string>>,
): readonly NativePathFilter[] {
  const own = inputs.find(({ name }) => /^Filters?$/.test(name));
  if (model.metadata.protocol === 'ec2')
    return own ? documentedFilters(own.documentation, filterColumns(model, row, columns)) : [];
  const enums = inputs.flatMap((input): readonly NativePathFilter[] => {
    if (input.required || input.takes !== 'one' || !input.shape.enum) return [];
    const found = Object.entries(row.members ?? {}).find(
      ([member, reference]) => sameWord(member, input.name) && reference.shape === input.shapeName,
    );
    const column = found && columns[found[0]];
    return column === undefined
      ? []
      : [{ column, name: input.name, style: 'member', operators: ['equals'], maxValues: 1 }];
  });
  return [...enums, ...rangeFilters(inputs, row, columns, model)];
}

/** `CreationTimeAfter` and `CreationTimeBefore`, `ByCreatedAfter` and `ByCreatedBefore` are the ends of a range of `CreationTime`. */
function rangeFilters(
  inputs: readonly ReadInput[],
  row: DocumentedShape,
  columns: Readonly<Record<string, string>>,
  model: DocumentedModel,
): readonly NativePathFilter[] {
  const isMoment = (shape: DocumentedShape | undefined) => shape?.type === 'timestamp';
  const ends = inputs.filter(({ takes, required, shape }) => takes === 'one' && !required && isMoment(shape));
  const moments = Object.entries(columns).filter(([member]) =>
    isMoment(model.shapes[row.members?.[member]?.shape ?? '']),
  );
  return moments.flatMap(([member, column]): readonly NativePathFilter[] => {
    // Of two moments that could be meant neither is.
    const isTheOnly = moments.filter(([other]) => momentWord(other) === momentWord(member)).length === 1;
    const [after, before] = (['After', 'Before'] as const).map(
      (end) =>
        ends.find(({ name }) => sameWord(name, `${member}${end}`)) ??
        (isTheOnly ? ends.find(({ name }) => momentOfEnd(name, end) === momentWord(member)) : undefined),
    );
    if (after === undefined || before === undefined) return [];
    const name = `${after.name},${before.name}`;
    return [{ column, name, style: 'member', operators: ['range'], maxValues: 1 }];
  });
}

function filterColumns(
  model: DocumentedModel,
  row: DocumentedShape,
  columns: Readonly<Record<string, string>>,
): readonly FilterColumn[] {
  return Object.entries(columns).flatMap(([member, column]): readonly FilterColumn[] => {
    const shape = model.shapes[row.members?.[member]?.shape ?? ''];
    const type = typeOfShape(shape);
    const name = snakeCase(member).replaceAll('_', '-');
    if (column === 'tags') return [{ column, name: 'tags', type: 'string' }];
    return type === 'string' || type === 'integer' || type === 'boolean' || type === 'timestamp'
      ? [{ column, name, type }]
      : [];
  });
}
