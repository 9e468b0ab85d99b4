import { suggest } from '../../data/suggest.ts';
import type { StackResource } from '../environment/stack.ts';
import { faultAt } from '../manifest/source-file.ts';
import { isSurelyPrinted } from '../templates/is-surely-printed.ts';
import { undefinedHint } from '../templates/jinja.ts';
import type { Template } from '../templates/parse-template.ts';
import type { StackRun } from './stack-run.ts';

/** The columns of each resource's query for exists, by its name; none of a resource whose columns nobody knows before it runs. */
export type ExistsColumns = ReadonlyMap<string, readonly string[]>;

/** Throws UNDEFINED_VARIABLE for what templates ask of a resource that nothing can tell of it: `this.vpc`, `network.vpc`. */
export function checkNamed({ stack, derived }: Pick<StackRun, 'stack' | 'derived'>, exists: ExistsColumns): void {
  for (const resource of stack.resources) for (const template of templatesOf(resource)) check(resource, template);

  function check(resource: StackResource, template: Template): void {
    for (const reference of template.references) {
      const { root, member, offset } = reference;
      const isProp = resource.props.some(({ name }) => name === root);
      const isCallback = root === 'callback';
      const of = root === 'this' || isCallback ? resource : stack.resources.find(({ name }) => name === root);
      if (isProp || of === undefined || !isSurelyPrinted(template, reference)) continue;
      const name = isCallback ? 'callback' : member;
      const known = toldOf(of);
      if (name === undefined || known === undefined || known.includes(name)) continue;
      const near = suggest(name, known, 2);
      const hint = isCallback
        ? 'No query of the resource has RETURNING *, whose row it is.'
        : `${near.length > 0 ? `Did you mean ${near.join(' or ')}? ` : ''}${undefinedHint}`;
      throw faultAt(
        { file: template.place.file, offset: template.place.offset + offset },
        'UNDEFINED_VARIABLE',
        `Nothing defines ${member === undefined ? root : `${root}.${member}`}.`,
        { hint },
      );
    }
  }

  /** What is told of a resource by itself, its queries, the catalog; undefined where that is not known. */
  function toldOf({ name, anchors, exports, returned, asked }: StackResource): readonly string[] | undefined {
    const columns = anchors.has('exists') ? exists.get(name) : [];
    if (columns === undefined) return undefined;
    const own = derived.get(name)?.description;
    const isReturning = [...anchors.values()].some(({ template }) => /\bRETURNING\b/i.test(template.text));
    return [
      ...columns,
      ...exports.map((one) => one.name),
      ...Object.values(returned).flatMap((list) => list.map((one) => one.name)),
      ...(own?.identifier ?? []),
      // What others ask is read by the catalog where no query has the exports.
      ...(own === undefined || anchors.has('exports') ? [] : asked),
      'idempotency_token',
      ...(isReturning ? ['callback'] : []),
    ];
  }
}

function templatesOf({ props, anchors }: StackResource): readonly Template[] {
  return [...props.flatMap(({ templates }) => templates), ...[...anchors.values()].map(({ template }) => template)];
}
