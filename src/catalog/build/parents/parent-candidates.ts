import { pluralise } from '../../pluralise.ts';
import type { AccessPath, ParameterParent, PathParameter, ResourceDescription } from '../../resource-description.ts';
import { resourceId } from '../../resource-id.ts';
import {
  type IdentifierKind,
  isKindOf,
  isSameThing,
  kindOfColumn,
  type ParameterWord,
  parameterWord,
  qualifierOf,
  startsWithThing,
} from './parameter-word.ts';
import { serviceParents, vagueWords, wellKnownParents } from './well-known-parents.ts';

/** All built resources, by id and by service. */
export interface Estate {
  readonly byId: ReadonlyMap<string, ResourceDescription>;
  readonly byService: ReadonlyMap<string, readonly ResourceDescription[]>;
}

export type Candidates =
  | { readonly parents: readonly ParameterParent[] }
  /** Why no resource is taken for the one that lists the parameter's values. */
  | { readonly why: string };

/** What may list the values of a parameter, the surest first. */
export function parentCandidates(
  estate: Estate,
  child: ResourceDescription,
  parameter: Pick<PathParameter, 'name' | 'columns' | 'type'>,
): Candidates {
  const [[column, second] = []] = parameter.columns;
  if (second !== undefined || parameter.type !== undefined) return { why: 'it is no single text' };
  if (column !== undefined && !isText(child, column)) return { why: `the column ${column} holds no text` };
  const words = [column, parameter.name].flatMap((name) => (name === undefined ? [] : [parameterWord(name)]));
  const kinds = new Set(words.map(({ kind }) => kind).filter((kind) => kind !== 'any'));
  if (kinds.size > 1) return { why: `its names ask for ${[...kinds].join(' and ')}` };
  const [kind = 'any'] = kinds;
  const related = column === undefined ? [] : relationshipOf(estate, child, column, kind);
  const specific = words.filter(({ word, noun }) => noun !== '' && !vagueWords.has(word));
  const found = [...related, ...specific.flatMap((word) => byName(estate, child, { ...word, kind }))];
  const named = distinct(found.flatMap((candidate) => ('why' in candidate ? [] : [candidate])));
  // What belongs to no region is not listed region by region.
  const parents = named.filter(({ resource }) => child.global !== true || estate.byId.get(resource)?.global === true);
  if (parents.length > 0) return { parents };
  if (named.length > 0)
    return { why: `${named.map(({ resource }) => resource).join(' and ')} is read region by region` };
  const [reason] = found.flatMap((candidate) => ('why' in candidate ? [candidate.why] : []));
  return {
    why: reason ?? (specific.length === 0 ? 'its name says nothing of what it is' : 'no resource of that name'),
  };
}

type Candidate = ParameterParent | { readonly why: string };

/** What the column refers to, where that is another resource which reads the same kind of identifier. */
function relationshipOf(
  { byId }: Estate,
  child: ResourceDescription,
  column: string,
  kind: IdentifierKind,
): readonly Candidate[] {
  return child.relationships.flatMap((relationship): readonly Candidate[] => {
    const [, id = '', referenced = ''] = /^(.*)\.([^.]+)$/.exec(relationship.references) ?? [];
    const parent = byId.get(id);
    if (relationship.column !== column || parent === undefined || id === resourceId(child)) return [];
    const own = kindOfColumn(referenced);
    const isSame = kind === 'any' || own === 'any' || own === kind;
    // A column may refer to one of several kinds of things, of which the specification names one.
    const isNamed = isCalled(parameterWord(column), parent);
    return isSame && isNamed && reads(parent, referenced) ? [{ resource: id, column: referenced }] : [];
  });
}

/** Whether a word calls a resource by its name, or by a part of it: `target_function`, `api` of `graph_ql_apis`. */
function isCalled({ noun, word }: ParameterWord, { name, twin, identifier }: ResourceDescription): boolean {
  if (identifier.includes(word) || wellKnownParents[word] !== undefined) return true;
  return isSameThing(noun, name) || isKindOf(noun, name) || (twin !== undefined && noun.endsWith(`_${twin}`));
}

/** The resource of the same service that the word names, or the one that it names in all of AWS. */
function byName(estate: Estate, child: ResourceDescription, word: ParameterWord): readonly Candidate[] {
  const others = (estate.byService.get(child.service) ?? []).filter((other) => other.name !== child.name);
  const named = others.filter((other) => isSameThing(word.noun, other.name));
  const identified = others.filter(
    ({ identifier: [own = '', second] }) => second === undefined && plain(own) === plain(word.word),
  );
  const kindOf = others.filter((other) => isKindOf(word.noun, other.name) && !isKindOf(word.noun, child.name));
  const wellKnown = serviceParents[child.service]?.[word.word] ?? wellKnownParents[word.word];
  const known = wellKnown === undefined ? undefined : estate.byId.get(wellKnown.resource);
  const [only, second] = identified;
  const isSure = only !== undefined && second === undefined && isMeant(only, child, word);
  return [
    ...named.flatMap((parent) => candidate(parent, word)),
    ...(isSure ? candidate(only, word) : []),
    ...(wellKnown && known && known !== child && reads(known, wellKnown.column) ? [wellKnown] : []),
    ...ofKind(kindOf, child, word),
  ];
}

/** The resource that is a kind of the thing, where there is but one and it is the kind that is meant. */
function ofKind(
  kinds: readonly ResourceDescription[],
  child: ResourceDescription,
  word: ParameterWord,
): readonly Candidate[] {
  const [only, second] = kinds;
  if (only === undefined) return [];
  if (second !== undefined) return ambiguous(kinds);
  return isMeant(only, child, word) ? candidate(only, word, true) : [{ why: `it may not be of ${only.name} alone` }];
}

/**
 * Whether a word that a resource is not called by means it and nothing else: a type of CloudFormation, a resource that
 * shares the rest of its name with the child or the service, or one that the same parents have to be listed for.
 */
function isMeant(parent: ResourceDescription, child: ResourceDescription, { word, noun }: ParameterWord): boolean {
  if (parent.cloudFormationType !== undefined || startsWithThing(word, parent.name)) return true;
  const around = new Set(
    [...child.name.split('_'), ...child.service.split('_')].flatMap((own) => [
      own,
      pluralise(own),
      own.replace(/s$/, ''),
    ]),
  );
  const qualifier = qualifierOf(noun, parent.name);
  if (qualifier?.split('_').every((own) => around.has(own))) return true;
  const needs = parent.accessPaths.filter(({ kind }) => kind === 'list').map(needsOf);
  const own = new Set(child.accessPaths.flatMap(needsOf));
  return needs.some((names) => names.length > 0 && names.every((name) => own.has(name)));
}

function needsOf({ parameters }: AccessPath): readonly string[] {
  return parameters.filter(({ required }) => required).map(({ name }) => name.toLowerCase());
}

function plain(text: string): string {
  return text.replaceAll('_', '');
}

function ambiguous(resources: readonly ResourceDescription[]): readonly Candidate[] {
  return resources.length === 0 ? [] : [{ why: `it may be of ${resources.map(({ name }) => name).join(' or ')}` }];
}

function candidate(parent: ResourceDescription, word: ParameterWord, isKind = false): readonly Candidate[] {
  const column = isKind ? columnOfKind(parent, word) : identifyingColumn(parent, word);
  const resource = resourceId(parent);
  return column === undefined
    ? [{ why: `${resource} reads no ${word.kind === 'any' ? 'identifier' : word.kind} of it` }]
    : [{ resource, column }];
}

/** Of a resource that is only a kind of the thing its column has to say the word itself, or be its one identifier. */
function columnOfKind(parent: ResourceDescription, { word, kind }: ParameterWord): string | undefined {
  const [own, second] = parent.identifier;
  const isIdentifier = own === kind && second === undefined;
  const column = parent.columns.find(({ name }) => name === word || (isIdentifier && name === own))?.name;
  return column !== undefined && reads(parent, column) ? column : undefined;
}

/** The column of a resource that is the identifier a parameter asks for. */
function identifyingColumn(parent: ResourceDescription, { word, noun, kind }: ParameterWord): string | undefined {
  const singular = parent.twin ?? noun;
  const [own, second] = parent.identifier;
  const wanted = kind === 'any' ? (['id', 'name', 'arn'] as const) : [kind];
  const names = [
    word,
    ...(kind === 'any' && own !== undefined && second === undefined ? [own] : []),
    ...wanted.flatMap((suffix) => [`${noun}_${suffix}`, `${singular}_${suffix}`, suffix]),
    ...wanted.map((suffix) => `${lastWord(singular)}_${suffix}`),
    ...(kind === 'name' || kind === 'id' ? [noun, singular] : []),
  ];
  // The last way to say it: the only identifier that there is, where its name does not say another kind.
  const last = own !== undefined && second === undefined && ['any', kind].includes(kindOfColumn(own)) ? [own] : [];
  for (const name of [...names, ...last]) {
    const column = parent.columns.find((one) => plain(one.name) === plain(name) && one.type === 'string')?.name;
    if (column !== undefined && reads(parent, column)) return column;
  }
  return undefined;
}

function lastWord(name: string): string {
  return name.slice(name.lastIndexOf('_') + 1);
}

function isText({ columns }: ResourceDescription, name: string): boolean {
  const type = columns.find((column) => column.name === name)?.type;
  return type === undefined || type === 'string';
}

/** Whether a list of a resource brings a column, by itself or by further calls. */
function reads({ accessPaths }: ResourceDescription, column: string): boolean {
  const lists = accessPaths.filter(({ kind }) => kind === 'list');
  const further = accessPaths.filter((path) => path.kind === 'get' && path.columns.includes(column));
  const leadsTo = (list: AccessPath, path: AccessPath) =>
    path.parameters.every(
      ({ required, columns }) =>
        !required || columns.some((names) => names.every((name) => list.columns.includes(name))),
    );
  return lists.some((list) => list.columns.includes(column) || further.some((path) => leadsTo(list, path)));
}

function distinct(parents: readonly ParameterParent[]): readonly ParameterParent[] {
  return [...new Map(parents.map((parent) => [`${parent.resource}.${parent.column}`, parent])).values()];
}
