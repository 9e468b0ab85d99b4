import type { ServiceModel, Shape, WireStructure, WireValue } from '../../../aws/service-model.ts';
import type { NativeFilter, PathFilter } from '../../../catalog/resource-description.ts';
import type { Value } from '../../../data/value.ts';
import type { ScanFilter } from '../../provider.ts';
import { fits } from './fits.ts';
import { literalPrefix, literalWithin, type TextOperator, wildcardPattern } from './like-pattern.ts';
import { shapeOf } from './member-path.ts';
import { momentPatterns } from './moment-patterns.ts';

/** EC2's models name no limit; its documentation does: 200 values a request, of all filters together. */
const mostValues = 200;
/** Longer values are refused by EC2's filters. */
const longestValue = 255;

export interface FilterTarget {
  readonly model: ServiceModel;
  /** The input shape of the operation. */
  readonly input: Shape;
  /** Column -> how the API filters by it. */
  readonly filters: Readonly<Record<string, NativeFilter>>;
  readonly pathFilters: readonly PathFilter[];
  /** Columns of moments: SQL compares these as moments, the API's text filters by how they are written. */
  readonly timestamps?: ReadonlySet<string>;
}

/** Milliseconds by which a range is asked for wider: some APIs keep whole seconds, and ends may be exclusive. */
const rangeMargin = 1000;
const latestMoment = Date.parse('9999-01-01T00:00:00Z');

/**
 * The input members that say a scan's filters in the API's own words. The rows are filtered again afterwards, so a
 * filter that cannot be said exactly is widened or left out, and none ever rejects a row that was asked for.
 */
export function filterInput(target: FilterTarget, asked: readonly ScanFilter[]): WireStructure {
  const members: Record<string, WireValue> = {};
  const listed: Record<string, WireValue>[] = [];
  let left = mostValues;
  const list = filterList(target);
  for (const filter of asked) {
    const native = target.filters[filter.column];
    if (
      !native ||
      filter.values.length === 0 ||
      filter.values.some((value) => value === null && filter.operator !== 'range')
    ) {
      continue;
    }
    if (native.style === 'member') Object.assign(members, memberInput(target, native, filter, members));
    else if (
      list &&
      listed.length < list.most &&
      (filter.operator === 'range' || !target.timestamps?.has(filter.column))
    ) {
      const entry = listEntry(list, native, filter, left);
      if (entry === undefined || listed.some((other) => other[list.name] === entry.name)) continue;
      left -= entry.values.length;
      listed.push({ [list.name]: entry.name, [list.values]: entry.values });
    }
  }
  return list && listed.length > 0 ? { ...members, [list.member]: listed } : members;
}

interface FilterList {
  /** The input member: `Filters`, `filters`. */
  readonly member: string;
  readonly name: string;
  readonly values: string;
  readonly most: number;
  readonly nameShape: Shape | undefined;
  readonly valuesShape: Shape | undefined;
  readonly valueShape: Shape | undefined;
}

function filterList({ model, input }: FilterTarget): FilterList | undefined {
  const member = Object.keys(input.members ?? {}).find((name) => /^filters?$/i.test(name));
  const list = member === undefined ? undefined : shapeOf(model, input.members?.[member]);
  const element = shapeOf(model, list?.member);
  if (member === undefined || !element?.members) return undefined;
  const names = Object.keys(element.members);
  const name = names.find((candidate) => /^(name|key)$/i.test(candidate));
  const values = names.find((candidate) => /^values?$/i.test(candidate));
  if (name === undefined || values === undefined) return undefined;
  const valuesShape = shapeOf(model, element.members[values]);
  return {
    member,
    name,
    values,
    most: list?.max ?? Number.POSITIVE_INFINITY,
    nameShape: shapeOf(model, element.members[name]),
    valuesShape,
    valueShape: shapeOf(model, valuesShape?.member),
  };
}

interface ListEntry {
  readonly name: string;
  readonly values: readonly string[];
}

/** A filter with no more than `left` values; undefined where it cannot be said. */
function listEntry(list: FilterList, native: NativeFilter, filter: ScanFilter, left: number): ListEntry | undefined {
  const name = native.name.endsWith(':') ? filter.key && `${native.name}${filter.key}` : native.name;
  // A key inside a column that the API filters as a whole would look at the wrong thing.
  if (!name || (filter.key !== undefined && !native.name.endsWith(':'))) return undefined;
  if (!fits(name, list.nameShape)) return undefined;
  const values =
    filter.operator === 'range' ? rangeValues(native, filter) : listValues(native, filter.operator, filter);
  if (values === undefined || values.length > Math.min(left, list.valuesShape?.max ?? left)) return undefined;
  return values.every((said) => said.length <= longestValue && fits(said, list.valueShape))
    ? { name, values }
    : undefined;
}

/** A range of moments in the wildcards of a filter that compares texts. */
function rangeValues(
  native: NativeFilter,
  { values: [from = null, to = null] }: ScanFilter,
): readonly string[] | undefined {
  if (native.wildcard !== true) return undefined;
  if ([from, to].some((end) => end !== null && typeof end !== 'string')) return undefined;
  return momentPatterns(from as string | null, to as string | null);
}

function listValues(native: NativeFilter, operator: TextOperator, filter: ScanFilter): readonly string[] | undefined {
  const values: string[] = [];
  for (const value of filter.values) {
    const text = textOf(value);
    const said = text === undefined ? undefined : listValue(native, operator, text);
    if (said === undefined) return undefined;
    values.push(said);
  }
  return values;
}

function listValue(native: NativeFilter, operator: TextOperator, text: string): string | undefined {
  if (native.wildcard) return wildcardPattern(operator, text);
  // Should the API read `*` and `?` as wildcards all the same, it lets more through; a backslash might let less through.
  return operator === 'equals' && !text.includes('\\') ? text : undefined;
}

function memberInput(
  { model, input, pathFilters }: FilterTarget,
  native: NativeFilter,
  filter: ScanFilter,
  given: Readonly<Record<string, WireValue>>,
): WireStructure {
  if (filter.key !== undefined) return {};
  if (filter.operator === 'range') return rangeInput(model, input, native, filter);
  const shape = shapeOf(model, input.members?.[native.name]);
  const element = shape?.type === 'list' ? shapeOf(model, shape.member) : shape;
  if (!shape || !element || native.name in given) return {};
  const operators = pathFilters.find(({ column }) => column === filter.column)?.operators ?? ['equals'];
  const values: WireValue[] = [];
  for (const value of filter.values) {
    const said = memberValue(native, filter.operator, operators, value, element);
    if (said === undefined) return {};
    values.push(said);
  }
  if (shape.type === 'list') {
    return values.length > (shape.max ?? mostValues) ? {} : { [native.name]: values };
  }
  const [only] = values;
  return values.length === 1 && only !== undefined ? { [native.name]: only } : {};
}

function memberValue(
  native: NativeFilter,
  operator: TextOperator,
  operators: PathFilter['operators'],
  value: Value,
  shape: Shape,
): WireValue | undefined {
  if (shape.type === 'boolean' || shape.type === 'integer' || shape.type === 'long') {
    if (operator !== 'equals') return undefined;
    const said = shape.type === 'boolean' ? booleanOf(value) : Number(value);
    return typeof said === 'number' && !Number.isInteger(said) ? undefined : said;
  }
  const text = textOf(value);
  if (text === undefined || shape.type !== 'string') return undefined;
  const said = native.wildcard ? wildcardPattern(operator, text) : widened(operator, operators, text);
  return said !== undefined && said !== '' && fits(said, shape) ? said : undefined;
}

/** What a member that knows no wildcards can still say of the asked text, by what it is known to match. */
function widened(operator: TextOperator, operators: PathFilter['operators'], text: string): string | undefined {
  if (operator !== 'wildcard') return operators.includes(operator) ? text : undefined;
  if (operators.includes('contains')) return literalWithin(text);
  return operators.includes('prefix') ? literalPrefix(text) : undefined;
}

/** A member such as `CreationTimeAfter` takes the lower end, one such as `CreationTimeBefore` the upper. */
function rangeInput(model: ServiceModel, input: Shape, native: NativeFilter, filter: ScanFilter): WireStructure {
  const members: Record<string, WireValue> = {};
  const [lower, upper] = filter.values;
  for (const name of native.name.split(',').map((part) => part.trim())) {
    const shape = shapeOf(model, input.members?.[name]);
    const isLower = /^after|(After|Since|From|Start|Minimum|Min)$/i.test(name);
    const end = isLower ? lower : upper;
    const text = end === null || end === undefined ? undefined : textOf(end);
    if (text === undefined || !shape) continue;
    const moment = Date.parse(text);
    if (shape.type === 'timestamp') {
      // Nothing of AWS is older or that far ahead, and not every API takes such moments.
      if (!(moment > 0 && moment < latestMoment)) continue;
      members[name] = new Date(moment + (isLower ? -rangeMargin : rangeMargin)).toISOString();
    } else if (shape.type === 'integer' && Number.isInteger(Number(text))) members[name] = Number(text);
  }
  return members;
}

function textOf(value: Value): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

function booleanOf(value: Value): boolean | undefined {
  if (value === true || value === 'true') return true;
  return value === false || value === 'false' ? false : undefined;
}
