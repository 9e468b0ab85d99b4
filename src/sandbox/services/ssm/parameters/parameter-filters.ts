import type { WireValue } from '../../../../aws/service-model.ts';
import { structuresOf, textOf, textsOf } from '../../../kit/members.ts';
import { SandboxFault } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { checkPath, isBeneath } from './parameter-name.ts';
import type { ParameterRecord, ParameterVersion } from './parameter-record.ts';
import { latestOf } from './parameter-store.ts';

export interface ParameterFilter {
  readonly key: string;
  readonly option: string;
  readonly values: readonly string[];
}

/** The options of each key; the first is taken where none is given. `tag:` stands for all keys of tags. */
type Keys = Readonly<Record<string, readonly string[]>>;

const texts = ['Equals', 'BeginsWith'];

export const describeKeys: Keys = {
  Path: ['OneLevel', 'Recursive'],
  Name: ['Equals', 'BeginsWith', 'Contains'],
  Tier: ['Equals'],
  Type: texts,
  KeyId: texts,
  DataType: texts,
  'tag:': ['Equals'],
};

export const byPathKeys: Keys = { Type: texts, KeyId: texts, Label: ['Equals'], DataType: texts };

/** Throws InvalidFilterKey, InvalidFilterOption or InvalidFilterValue. */
export function readFilters(value: WireValue | undefined, keys: Keys): readonly ParameterFilter[] {
  const filters = structuresOf(value).map((filter) => readFilter(filter.Key, filter.Option, filter.Values, keys));
  const twice = filters.find(({ key }, index) => filters.findIndex((other) => other.key === key) !== index);
  if (twice !== undefined) throw new SandboxFault('InvalidFilterKey', messages.sameFilter(twice.key), 400);
  return filters;
}

function readFilter(
  givenKey: WireValue | undefined,
  givenOption: WireValue | undefined,
  givenValues: WireValue | undefined,
  keys: Keys,
): ParameterFilter {
  const key = textOf(givenKey) ?? '';
  const options = keys[key.startsWith('tag:') ? 'tag:' : key];
  if (options === undefined) {
    const known = Object.keys(keys).map((each) => (each === 'tag:' ? 'tag:.+' : each));
    throw new SandboxFault('InvalidFilterKey', messages.badFilterKey(key, known), 400);
  }
  const option = textOf(givenOption) ?? options[0] ?? '';
  if (!options.includes(option)) {
    throw new SandboxFault('InvalidFilterOption', messages.badFilterOption(option, options), 400);
  }
  const values = textsOf(givenValues);
  if (values.length === 0 && !key.startsWith('tag:')) {
    throw new SandboxFault('InvalidFilterValue', messages.badFilterValue, 400);
  }
  if (key === 'Path') for (const path of values) checkPath(path);
  return { key, option, values };
}

/** All filters hold, each for one of its values. */
export function fits(record: ParameterRecord, filters: readonly ParameterFilter[]): boolean {
  return filters.every((filter) => fitsOne(record, filter));
}

function fitsOne(record: ParameterRecord, { key, option, values }: ParameterFilter): boolean {
  const latest = latestOf(record);
  if (key === 'Path') return values.some((path) => isBeneath(record.name, path, option === 'Recursive'));
  if (key === 'Label') return record.versions.some(({ labels }) => labels.some((label) => values.includes(label)));
  if (key.startsWith('tag:')) {
    const tag = record.tags.find(({ Key }) => Key === key.slice('tag:'.length));
    return tag !== undefined && (values.length === 0 || values.includes(tag.Value));
  }
  const text = {
    Name: record.name,
    Tier: latest.tier,
    Type: latest.type,
    KeyId: latest.keyId,
    DataType: latest.dataType,
  }[key];
  if (text === undefined) return false;
  if (option === 'BeginsWith') return values.some((value) => text.startsWith(value));
  if (option === 'Contains') return values.some((value) => text.includes(value));
  // Names are found with and without the slash that they begin with.
  return values.some((value) => text === value || (key === 'Name' && text === `/${value}`));
}

/** The version that a filter by label asks for, else the latest. */
export function selectedVersion(record: ParameterRecord, filters: readonly ParameterFilter[]): ParameterVersion {
  const wanted = filters.find(({ key }) => key === 'Label')?.values ?? [];
  return record.versions.findLast(({ labels }) => labels.some((label) => wanted.includes(label))) ?? latestOf(record);
}
