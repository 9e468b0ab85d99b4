import { pluralise } from '../../pluralise.ts';
import { isPlural } from '../../singular.ts';
import { snakeCase } from '../../snake-case.ts';
import { operationWords, type ResourceIndex, resourceIndex, singularOf } from '../native/operation-words.ts';
import type { NativeInput } from './native-input.ts';
import { isTagOperation } from './native-tags.ts';
import type { ReadOperation } from './read-operation.ts';

export interface NativeGroups {
  /** Operation -> the plural name of its resource, of every operation that there was. */
  readonly owners: ReadonlyMap<string, string>;
  /** The resources that no type and no overlay has, with the operations whose noun is exactly their name. */
  readonly natives: ReadonlyMap<string, NativeGroup>;
  /** The native resource of tags; undefined where no operation is of tags. */
  readonly tags?: string;
}

export interface NativeGroup {
  readonly reads: readonly ReadOperation[];
  /** Operations of the resource that do not read. */
  readonly writes: readonly string[];
}

/** What APIs put behind a noun to say how they answer; it is of no kind of its own. */
const manners: ReadonlySet<string> = new Set(['', 'async', 'batch', 'http', 'stream', 'sync', 'v2']);

/**
 * The resource of each operation: those that yield many rows make one of their noun, so do those that yield one row
 * and belong nowhere else; the others belong to the longest resource whose name their noun starts with, or to what they
 * name by a required input, or make a resource of their noun that has methods alone. That one is read all the same where an
 * operation of its very noun reads a CloudFormation type of another name: `DescribeAddresses` reads `eips`, and `addresses`.
 */
export function nativeGroups({ model, taken, operations, owners: known, reading, read }: NativeInput): NativeGroups {
  const natives = new Map<string, { reads: ReadOperation[]; writes: string[] }>();
  const owners = new Map<string, string>();
  const existing = resourceIndex(new Set(known.values()));
  const all = resourceIndex(new Set(known.values()));
  const make = (noun: string) => {
    const name = freeName(pluralName(noun), taken);
    const group = natives.get(name) ?? { reads: [], writes: [] };
    natives.set(name, group);
    all.add(name);
    return { name, group };
  };
  const place = (operation: ReadOperation) => {
    const { name, group } = make(operation.noun);
    group.reads.push(operation);
    owners.set(operation.name, name);
  };

  const tagging = operations.filter(isTagOperation);
  const tags = tagging.length > 0 ? freeName('tags', taken, 'resource_tags') : undefined;
  if (tags !== undefined) for (const operation of tagging) owners.set(operation, tags);

  const others = operations.filter((operation) => !owners.has(operation));
  const reads = others.flatMap((operation) => read(operation) ?? []).sort(shortestNoun);
  for (const operation of reads.filter(makesItsOwn)) {
    const owner = existing.exactly(operation.noun);
    if (owner === undefined) place(operation);
    else owners.set(operation.name, owner);
  }
  for (const operation of reads.filter((one) => !makesItsOwn(one))) {
    const owner = existing.exactly(operation.noun) ?? all.find(operation.noun);
    if (owner === undefined || (natives.has(owner) && all.exactly(operation.noun) === owner)) place(operation);
    else owners.set(operation.name, owner);
  }

  const rest = others
    .filter((operation) => !owners.has(operation))
    .map((name) => ({ name, noun: operationWords(name).noun.replace(/^(If|In|On|To|From)(?=[A-Z])/, '') }))
    .sort(shortestNoun);
  const [nameless, named] = [rest.filter(isNameless), rest.filter((operation) => !isNameless(operation))];
  for (const { name, noun } of named) {
    const [head = noun, ...tails] = partsOf(noun);
    const tail = tails.find((part) => all.exactly(part) !== undefined);
    const owner = all.find(noun) ?? (tail === undefined ? make(head).name : (all.exactly(tail) ?? make(head).name));
    owners.set(name, owner);
    if (all.exactly(noun) === owner) natives.get(owner)?.writes.push(name);
  }
  for (const { name } of nameless) owners.set(name, namedByInput(model, name, all) ?? make(name).name);
  const elsewhere = groupedBy(
    reading.flatMap((operation) => read(operation) ?? []),
    ({ noun }) => all.exactly(noun),
  );
  const groups = [...natives].map(([name, { reads: own, writes }]): readonly [string, NativeGroup] => {
    const told = own.length === 0 ? (elsewhere.get(name) ?? []) : [];
    return [name, { reads: [...own, ...told], writes }];
  });
  return { owners, natives: new Map(groups), ...(tags !== undefined && { tags }) };
}

function groupedBy<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string | undefined,
): ReadonlyMap<string | undefined, readonly Item[]> {
  const groups = new Map<string | undefined, Item[]>();
  for (const item of items) {
    const group = groups.get(nameOf(item)) ?? [];
    groups.set(nameOf(item), group);
    group.push(item);
  }
  return groups;
}

interface Named {
  readonly name: string;
  readonly noun: string;
}

function shortestNoun(one: Named, other: Named): number {
  return one.noun.length - other.noun.length || (one.name < other.name ? -1 : 1);
}

function isNameless({ noun }: Named): boolean {
  return manners.has(noun.toLowerCase()) || /^(With|For|By)[A-Z]/.test(noun);
}

/** `ClientIDToOpenIDConnectProvider` is of a `ClientID`, and of an `OpenIDConnectProvider`. */
function partsOf(noun: string): readonly string[] {
  return noun.split(/(?<=[a-z0-9D])(?:To|From|For|In|On|With|By)(?=[A-Z])/);
}

/** What needs nothing to be read is a table of its own, be it of one row. */
function makesItsOwn({ yields, inputs }: ReadOperation): boolean {
  return yields === 'many' || !inputs.some(({ required }) => required);
}

/** `Findings` and `Finding` are `findings`, `FindingV2` is `findings_v2`; `GroupsForUser` are many already. */
function pluralName(noun: string): string {
  const [, whole = noun, version = ''] = /^(.+?)(V\d+)?$/.exec(noun) ?? [];
  const [head = whole] = partsOf(whole);
  const name = snakeCase(whole);
  const many = isPlural(whole) && singularOf(name) !== name;
  const plural = many || (head !== whole && isPlural(head)) ? name : pluralise(name);
  return version === '' ? plural : `${plural}_${version.toLowerCase()}`;
}

/** A resource may not have the name of another, or of the twin of another. */
function freeName(name: string, taken: ReadonlySet<string>, instead = `native_${name}`): string {
  return taken.has(name) ? instead : name;
}

/** `Invoke` takes a `FunctionName`, `Encrypt` a `KeyId`: the first input that names a resource says whose it is, required ones first. */
function namedByInput(model: NativeInput['model'], operation: string, resources: ResourceIndex): string | undefined {
  const input = model.shapes[model.operations[operation]?.input?.shape ?? ''];
  for (const member of [...(input?.required ?? []), ...Object.keys(input?.members ?? {})]) {
    const [, noun] = /^(.+?)_?(Id|Name|Arn|ARN|Url|Identifier)$/i.exec(member) ?? [];
    const owner = noun === undefined ? undefined : resources.exactly(noun.charAt(0).toUpperCase() + noun.slice(1));
    if (owner !== undefined) return owner;
  }
  return undefined;
}
