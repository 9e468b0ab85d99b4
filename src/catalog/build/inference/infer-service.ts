import { isOfNeeded } from '../../../aws/means-gone.ts';
import { pointerPath } from '../../../cloudformation/pointer-path.ts';
import type { ResourceSchema } from '../../../cloudformation/resource-schema.ts';
import type { ColumnDescription } from '../../resource-description.ts';
import { snakeCase } from '../../snake-case.ts';
import type { DocumentedModel } from '../models/documented-model.ts';
import { operationWords, resourceIndex } from '../native/operation-words.ts';
import type { ResourceOverlay, ServiceOverlay } from '../overlays/overlay.ts';
import type { MergedPath } from './merge-operation.ts';
import { mergeSubject } from './merge-subject.ts';
import { type MergedTypes, mergeTypes } from './merge-types.ts';
import { inferNative } from './native-resources.ts';
import { type ReadOperation, readOperation } from './read-operation.ts';
import type { MergedPair, ServiceReport } from './service-report.ts';
import { toldPaths } from './told-paths.ts';
import { serviceWordsOf } from './type-nouns.ts';

export interface InferenceInput {
  /** Undefined for namespaces that no API knows. */
  readonly model: DocumentedModel | undefined;
  /** The CloudFormation types of the service; `name` is the resource's plural name in SQL. */
  readonly types: readonly InferenceType[];
  /** The hand-written overlay, which wins resource by resource. */
  readonly overlay: ServiceOverlay;
  readonly operations: readonly string[];
}

export interface InferenceType {
  readonly name: string;
  readonly schema: ResourceSchema;
  readonly columns: readonly ColumnDescription[];
}

export interface Inference {
  readonly overlay: ServiceOverlay;
  readonly report: ServiceReport;
}

/** The overlay of a service by rule: access paths of its resources, native resources, and every operation's resource. */
export function inferService({ model, types, overlay, operations }: InferenceInput): Inference {
  if (!model) return { overlay, report: withoutModel(types) };
  const reads = new Map<string, ReadOperation>();
  for (const name of operations) {
    const found = readOperation(model, name);
    if (found) reads.set(name, found);
  }
  const byHand = Object.entries(overlay.resources).filter(([, { paths }]) => paths !== undefined);
  const subjects = types
    .filter(({ name }) => !byHand.some(([hand]) => hand === name))
    .map((type) => mergeSubject(model, type));
  const words = serviceWordsOf(
    model.service,
    model.metadata.serviceId,
    types.map(({ schema }) => schema.typeName),
  );
  const told = subjects.flatMap((subject): readonly (readonly [string, readonly MergedPath[]])[] => {
    const paths = overlay.resources[subject.name]?.readBy;
    return paths ? [[subject.name, toldPaths(subject, paths)]] : [];
  });
  const ownReads = new Set(
    [
      ...byHand.flatMap(([, { paths = [] }]) => paths),
      ...told.flatMap(([, paths]) => paths.map(({ path }) => path)),
    ].map(({ operation }) => operation),
  );
  const free = [...reads.values()].filter(
    ({ name }) =>
      overlay.operations?.[name] === undefined && !ownReads.has(name) && !model.operations[name]?.deprecated,
  );
  const others = subjects.filter(({ name }) => !told.some(([own]) => own === name));
  const { merged: found, unmerged } = mergeTypes(others, free, words);
  const merged = new Map([...told, ...found]);
  const typed: ServiceOverlay = {
    ...overlay,
    resources: withMerged(overlay, merged),
    notFound: [...new Set([...overlay.notFound, ...missingCodes(merged, reads)])],
  };

  const owned = placeOperations(typed, types, operations, new Set(byHand.map(([name]) => name)), reads);
  const left = operations.filter((name) => owned.fixed[name] === undefined);
  const native = inferNative({
    model,
    overlay: { ...typed, operations: owned.fixed },
    taken: new Set(types.flatMap(({ name, schema }) => [name, snakeCase(namePart(schema.typeName))])),
    operations: left,
    owners: owned.guessed,
    reading: operations.filter((name) => owned.fixed[name] !== undefined && !model.operations[name]?.deprecated),
    read: (name) => reads.get(name),
  });
  return {
    overlay: {
      ...typed,
      resources: { ...native.resources, ...typed.resources },
      operations: { ...native.operations, ...owned.fixed },
    },
    report: {
      service: model.service,
      merged: [...handPairs(types, byHand), ...[...merged.values()].flat().map(({ pair }) => pair)],
      unmerged,
      native: Object.entries(native.resources).map(([resource]) => ({
        resource,
        operations: Object.keys(native.operations).filter((name) => native.operations[name] === resource),
      })),
    },
  };
}

function namePart(typeName: string): string {
  return typeName.slice(typeName.lastIndexOf('::') + 2);
}

/**
 * Where operations belong for certain: by hand, because they read the resource, or because their noun starts with the
 * name of a resource that is written by hand. Of the others, the resource that their noun starts with is a guess.
 */
function placeOperations(
  { resources, operations: told = {} }: ServiceOverlay,
  types: readonly InferenceType[],
  operations: readonly string[],
  byHand: ReadonlySet<string>,
  reads: ReadonlyMap<string, ReadOperation>,
): { readonly fixed: Readonly<Record<string, string>>; readonly guessed: ReadonlyMap<string, string> } {
  const readers = new Map<string, string>();
  for (const [name, { paths = [] }] of Object.entries(resources))
    for (const { operation } of paths) if (!readers.has(operation)) readers.set(operation, name);
  const index = resourceIndex(new Set([...types.map(({ name }) => name), ...Object.keys(resources)]));
  // What yields many rows of another kind is a table of its own, wherever its name starts.
  const tables = resourceIndex(
    [...reads.values()]
      .filter(({ yields, noun }) => yields === 'many' && index.exactly(noun) === undefined)
      .map(({ noun }) => snakeCase(noun)),
  );
  const fixed: Record<string, string> = {};
  const guessed = new Map<string, string>();
  for (const operation of operations) {
    const { noun } = operationWords(operation);
    const guess = index.find(noun);
    const isOwn = guess !== undefined && byHand.has(guess) && tables.find(noun) === undefined;
    const sure = told[operation] ?? readers.get(operation) ?? (isOwn ? guess : undefined);
    if (sure !== undefined) fixed[operation] = sure;
    else if (guess !== undefined) guessed.set(operation, guess);
  }
  return { fixed, guessed };
}

function withoutModel(types: readonly InferenceType[]): ServiceReport {
  return {
    service: types[0]?.schema.typeName.split('::')[1]?.toLowerCase() ?? '',
    merged: [],
    unmerged: types.map(({ schema }) => ({ what: schema.typeName, why: "no service's API knows its namespace" })),
  };
}

/** What was found by rule, with everything said by hand over it. */
function withMerged(overlay: ServiceOverlay, merged: MergedTypes['merged']): Record<string, ResourceOverlay> {
  const resources: Record<string, ResourceOverlay> = { ...overlay.resources };
  for (const [name, paths] of merged) resources[name] = { paths: paths.map(({ path }) => path), ...resources[name] };
  return resources;
}

const missing = /(NotFound|NoSuch|DoesNotExist|NonExist|NotExist)/;

/**
 * The errors of the operations that take identifiers which mean that there is no such thing: a key that it is encrypted with is
 * another.
 */
function missingCodes(merged: MergedTypes['merged'], reads: ReadonlyMap<string, ReadOperation>): readonly string[] {
  const gets = [...merged.values()].flat().filter(({ path }) => path.kind === 'get' || path.mayBeAbsent);
  const codes = gets.flatMap(({ path }) => reads.get(path.operation)?.errors ?? []);
  return [...new Set(codes)].filter((code) => missing.test(code) && !isOfNeeded(code)).sort();
}

function handPairs(
  types: readonly InferenceType[],
  byHand: readonly (readonly [string, ResourceOverlay])[],
): readonly MergedPair[] {
  return byHand.flatMap(([resource, { paths = [] }]) => {
    const type = types.find(({ name }) => name === resource);
    if (!type) return [];
    const identifier = type.schema.primaryIdentifier.map((part) => snakeCase(pointerPath(part).join('/')));
    return paths.map(
      ({ operation, kind, result, parameters = [], rename = {}, further = {} }): MergedPair => ({
        resource,
        type: type.schema.typeName,
        operation,
        kind: kind === 'get' && parameters.some(({ batch = 1 }) => batch > 1) ? 'batch' : kind,
        result,
        identifier: Object.fromEntries(
          identifier.map((column) => [
            column,
            further[column] ?? Object.keys(rename).find((member) => rename[member] === column) ?? column,
          ]),
        ),
        matched: [],
        apart: [],
        needs: Object.fromEntries(
          parameters
            .filter(({ required }) => required && kind === 'list')
            .map(({ input, columns }) => [input, columns?.[0]?.[0] ?? '']),
        ),
        byHand: true,
      }),
    );
  });
}
