import { methodName } from '../native/operation-words.ts';
import type { ResourceOverlay } from '../overlays/overlay.ts';
import { firstParagraph, htmlToText } from '../plain-text.ts';
import { hasTagList } from './native-columns.ts';
import { nativeGroups } from './native-groups.ts';
import type { NativeInput } from './native-input.ts';
import { nativeReads } from './native-paths.ts';
import { tagReads, tagWrites } from './native-tags.ts';
import { nativeWrites } from './native-writes.ts';

/** What the operations make that no CloudFormation type has taken. */
export interface NativeInference {
  /** The native resources, by their plural name. */
  readonly resources: Readonly<Record<string, ResourceOverlay>>;
  /** Operation -> resource, of every operation that was given: one of `resources`, or one that there was before. */
  readonly operations: Readonly<Record<string, string>>;
}

/**
 * Places the operations that no type has taken: in the resources that they belong to, or in native resources, which are
 * read, and where that is certain written, by them.
 */
export function inferNative(input: NativeInput): NativeInference {
  const { model, overlay } = input;
  const groups = nativeGroups(input);
  const resources: Record<string, ResourceOverlay> = {};
  const describe = (name: string, operations: readonly string[]): Pick<ResourceOverlay, 'title' | 'description'> => {
    const [first = ''] = operations;
    const said = firstParagraph(htmlToText(model.operations[first]?.documentation));
    return { title: name, description: said || `The ${name.replaceAll('_', ' ')} of ${model.metadata.serviceId}.` };
  };

  for (const [name, { reads, writes }] of groups.natives) {
    const { paths, identifier } = nativeReads(model, reads, writes);
    const written = paths.length > 0 ? nativeWrites(model, writes, identifier) : { verbs: {}, identifierInputs: {} };
    const read = new Set(paths.map(({ operation }) => operation));
    const verbs = { ...Object.fromEntries([...read].map((operation) => [operation, 'SELECT'])), ...written.verbs };
    resources[name] = {
      ...describe(name, [...read, ...reads.map((one) => one.name), ...writes]),
      paths,
      // A list of keys and values is opened to an object, so that `tags ->> 'env'` works.
      ...(reads.some((one) => read.has(one.name) && hasTagList(model, one)) && { columnTypes: { tags: 'object' } }),
      ...(identifier.length > 0 && { identifier }),
      ...methodsOf(verbs, overlay.methodNames),
      ...(Object.keys(written.identifierInputs).length > 0 && { identifierInputs: written.identifierInputs }),
    };
  }
  if (groups.tags !== undefined) {
    const operations = [...groups.owners].filter(([, owner]) => owner === groups.tags).map(([operation]) => operation);
    const found = tagReads(model, operations);
    const written = found ? tagWrites(model, operations, found) : undefined;
    resources[groups.tags] = {
      title: groups.tags,
      description: `Tags of the resources of ${model.metadata.serviceId}.`,
      paths: found ? [found.path] : [],
      ...(found && { identifier: found.identifier }),
      ...methodsOf({ ...(found && { [found.path.operation]: 'SELECT' }), ...written?.verbs }, overlay.methodNames),
      ...(written &&
        Object.keys(written.identifierInputs).length > 0 && { identifierInputs: written.identifierInputs }),
    };
  }
  return { resources, operations: Object.fromEntries(groups.owners) };
}

const order = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];

function methodsOf(
  verbs: Readonly<Record<string, string>>,
  style: 'snake-case' | 'noun-verb',
): Pick<ResourceOverlay, 'methods'> {
  const methods = Object.entries(verbs)
    .toSorted(([, one], [, other]) => order.indexOf(one) - order.indexOf(other))
    .map(([operation, verb]) => [methodName(operation, style), verb]);
  return methods.length > 0 ? { methods: Object.fromEntries(methods) } : {};
}
