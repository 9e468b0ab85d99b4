import type { ServiceModel, WireStructure } from '../../../aws/service-model.ts';
import { snakeCase } from '../../../catalog/snake-case.ts';
import type { Row, Value } from '../../provider.ts';
import { plainValue } from '../column-value.ts';
import { shapeOf, structuresAt } from './member-path.ts';

/** The member of an operation's output whose elements are its rows; undefined when the output itself is the one row. */
export function rowsMember(model: ServiceModel, operation: string): string | undefined {
  const output = shapeOf(model, model.operations[operation]?.output);
  const keys = model.paginators[operation]?.result_key;
  const lists = Object.keys(output?.members ?? {}).filter((name) => {
    const list = shapeOf(model, output?.members?.[name]);
    return list?.type === 'list' && shapeOf(model, list.member)?.type === 'structure';
  });
  const [paged] = typeof keys === 'string' ? [keys] : (keys ?? []);
  if (paged !== undefined && lists.includes(paged)) return paged;
  return lists.length === 1 && !keys ? listOf(model, operation, lists[0]) : undefined;
}

/** A list beside other content (an image's tags beside the image) is a column of the one row, not the rows. */
function listOf(model: ServiceModel, operation: string, list: string | undefined): string | undefined {
  const members = Object.keys(shapeOf(model, model.operations[operation]?.output)?.members ?? {});
  const content = members.filter((name) => !/^(requestId|nextToken|marker|nextMarker|isTruncated)$/i.test(name));
  return content.length === 1 ? list : undefined;
}

/** The rows of an operation's answers: a row an element of its list, or one row of its members. Columns are in snake_case. */
export function outputRows(model: ServiceModel, operation: string, outputs: readonly WireStructure[]): readonly Row[] {
  const member = rowsMember(model, operation);
  if (member !== undefined) return outputs.flatMap((output) => structuresAt(output, member).map(rowOf));
  const merged: Record<string, Value> = {};
  for (const output of outputs) {
    for (const [name, value] of Object.entries(rowOf(output))) {
      const before = merged[name];
      merged[name] = Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : value;
    }
  }
  return Object.keys(merged).length > 0 ? [merged] : [];
}

function rowOf(structure: WireStructure): Row {
  return Object.fromEntries(
    Object.entries(structure)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [snakeCase(name), plainValue(value)]),
  );
}
