import { snakeCase } from '../../snake-case.ts';
import { operationOf, structureAt } from '../native/shapes.ts';
import type { NativePath } from '../overlays/overlay.ts';
import type { MergedPath } from './merge-operation.ts';
import type { MergeSubject } from './merge-subject.ts';
import { notReturned } from './not-returned.ts';
import { rowColumns } from './row-columns.ts';

/** Completes the paths that a person has told of a type: members that they do not name become columns by rule. */
export function toldPaths(subject: MergeSubject, paths: readonly NativePath[]): readonly MergedPath[] {
  return paths.map((path) => toldPath(subject, path));
}

function toldPath(subject: MergeSubject, path: NativePath): MergedPath {
  const { model, identifier } = subject;
  const operation = operationOf(model, path.operation);
  const row = structureAt(model, operation.output, path.result);
  const further = path.further ?? {};
  const omit = [...(path.omit ?? []), ...notReturned(path.operation, operation.documentation ?? '', row)];
  const found = rowColumns(subject, row, omit, Object.keys(further), path.rename ?? {});
  const parameters = path.parameters ?? [];
  const columns = new Set([...Object.values(found.columns), ...Object.keys(further)]);
  // What a call is given, its rows have.
  const repeated = Object.fromEntries(
    parameters.flatMap(({ input, required, batch = 1, columns: [names = []] = [] }): readonly [string, string][] => {
      const [name, second] = names;
      const isRepeated = required && batch === 1 && name !== undefined && second === undefined && !columns.has(name);
      return isRepeated ? [[name, `$input.${input}`]] : [];
    }),
  );
  const rename = Object.fromEntries(
    Object.entries(found.columns).filter(([member, column]) => snakeCase(member) !== column),
  );
  const all = { ...repeated, ...further };
  return {
    path: {
      ...path,
      ...(Object.keys(rename).length > 0 && { rename }),
      ...(omit.length > 0 && { omit }),
      ...(Object.keys(all).length > 0 && { further: all }),
    },
    pair: {
      resource: subject.name,
      type: subject.schema.typeName,
      operation: path.operation,
      kind: path.kind === 'get' && parameters.some(({ batch = 1 }) => batch > 1) ? 'batch' : path.kind,
      result: path.result,
      identifier: Object.fromEntries(
        identifier.flatMap(({ name }): readonly [string, string][] => {
          const from = all[name] ?? found.identifier[name];
          return from === undefined ? [] : [[name, from]];
        }),
      ),
      matched: [
        ...found.matched,
        ...Object.keys(further).filter((name) => subject.columns.some((own) => own.name === name)),
      ],
      apart: found.apart,
      needs: Object.fromEntries(
        parameters
          .filter(({ required }) => required)
          .map(({ input, columns: [names = []] = [] }) => [input, names.join(' and ')]),
      ),
      byHand: true,
    },
  };
}
