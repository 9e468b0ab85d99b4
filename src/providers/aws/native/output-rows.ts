import { isStructure } from '../../../aws/protocols/structure-values.ts';
import type { Paginator, ServiceModel, WireStructure, WireValue } from '../../../aws/service-model.ts';
import { snakeCase } from '../../../catalog/snake-case.ts';
import type { Row } from '../../../data/value.ts';
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
  const whole = wholeOutput(model.paginators[operation], outputs);
  return Object.keys(whole).length > 0 ? [rowOf(whole)] : [];
}

/** The pages as one answer: lists one after the other, counts added up, all else as the last page that has it says it. */
function wholeOutput(paginator: Paginator | undefined, outputs: readonly WireStructure[]): WireStructure {
  const results = [paginator?.result_key ?? []].flat();
  const tokens = new Set([paginator?.output_token ?? []].flat());
  // A token of a page that was followed leads nowhere.
  const pages = outputs.map((output, index) =>
    index < outputs.length - 1
      ? Object.fromEntries(Object.entries(output).filter(([name]) => !tokens.has(name)))
      : output,
  );
  return pages.reduce<WireStructure>((before, page) => joined(before, page, results, ''), {});
}

function joined(before: WireStructure, page: WireStructure, results: readonly string[], path: string): WireStructure {
  const whole: Record<string, WireValue | undefined> = { ...before };
  for (const [name, value] of Object.entries(page)) {
    const own = whole[name];
    const place = `${path}${name}`;
    if (Array.isArray(own) && Array.isArray(value)) whole[name] = [...own, ...value];
    else if (typeof own === 'number' && typeof value === 'number' && results.includes(place)) whole[name] = own + value;
    else if (isStructure(own) && isStructure(value) && results.some((result) => result.startsWith(`${place}.`)))
      whole[name] = joined(own, value, results, `${place}.`);
    else whole[name] = value;
  }
  return whole;
}

function rowOf(structure: WireStructure): Row {
  return Object.fromEntries(
    Object.entries(structure)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [snakeCase(name), plainValue(value)]),
  );
}
