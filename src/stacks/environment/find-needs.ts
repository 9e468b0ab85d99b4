import { suggest } from '../../data/suggest.ts';
import type { ManifestResource } from '../manifest/manifest.ts';
import { faultAt } from '../manifest/source-file.ts';
import { isSurelyPrinted } from '../templates/is-surely-printed.ts';
import { undefinedHint } from '../templates/jinja.ts';
import type { Reference, Template } from '../templates/parse-template.ts';
import { builtinNames, functionNames } from './builtin-names.ts';
import type { StackProp } from './stack.ts';
import type { Variables } from './variables.ts';

/** What the templates of a resource name of others. */
export interface Needs {
  /** The names of resources. */
  readonly resources: readonly string[];
  /** Resource -> the columns that are asked of it by its name. */
  readonly columns: ReadonlyMap<string, readonly string[]>;
}

export interface NeedsOf {
  readonly resource: ManifestResource;
  readonly props: readonly StackProp[];
  readonly templates: readonly Template[];
  readonly globals: readonly StackProp[];
  readonly resources: readonly ManifestResource[];
  readonly variables: Variables;
}

/**
 * Finds what the templates of a resource need, through the props and globals that they name. Throws UNDEFINED_VARIABLE for what
 * nothing in the stack can define.
 */
export function findNeeds(of: NeedsOf): Needs {
  const { resource, props, templates, globals, resources, variables } = of;
  const needed = new Set<string>();
  const columns = new Map<string, string[]>();
  const seen = new Set<string>();
  const others = resources.filter(({ name }) => name !== resource.name);

  function visitProp(prop: StackProp, level: string): void {
    const key = `${level} ${prop.name}`;
    if (seen.has(key)) return;
    seen.add(key);
    for (const template of prop.templates) visit(template, prop.name);
    for (const { value, place } of prop.merge) {
      const merged = named(value, prop.name);
      if (merged !== 'unknown') continue;
      const near = suggest(
        value,
        [...props, ...globals].map(({ name }) => name),
        2,
      );
      throw faultAt(place, 'UNDEFINED_VARIABLE', `Nothing defines ${value}, which ${prop.name} merges.`, {
        hint: near.length > 0 ? `Did you mean ${near.join(' or ')}?` : undefinedHint,
      });
    }
  }

  function visit(template: Template, within?: string): void {
    for (const reference of template.references) {
      const { root, member, isCalled } = reference;
      if (isMissingMember(reference) && isSurelyPrinted(template, reference)) throw undefinedAt(template, reference);
      if (named(root, within, member) !== 'unknown') continue;
      if (isCalled && (functionNames as readonly string[]).includes(root)) continue;
      if (isSurelyPrinted(template, reference)) throw undefinedAt(template, reference);
    }
  }

  /** `vars.NAME` that nobody gives, `globals.name` that there is none of. */
  function isMissingMember({ root, member }: Reference): boolean {
    if (member === undefined || props.some(({ name }) => name === root)) return false;
    if (root === 'vars') return variables.given[member] === undefined && variables.environment[member] === undefined;
    return root === 'globals' && !globals.some(({ name }) => name === member);
  }

  function named(root: string, within?: string, member?: string): 'known' | 'unknown' {
    // A prop that names itself means what is given from outside: value: '{{ ImageName }}'.
    const prop = root === within ? undefined : props.find(({ name }) => name === root);
    if (prop !== undefined) visitProp(prop, 'prop');
    else if ((builtinNames as readonly string[]).includes(root)) {
      if (root === 'globals') for (const own of globals.filter(({ name }) => name === member)) visitProp(own, 'global');
    } else {
      const other = others.find(({ name }) => name === root) ?? exporterOf(root);
      const global = root === within ? undefined : globals.find(({ name }) => name === root);
      if (other !== undefined) {
        needed.add(other.name);
        if (other.name === root && member !== undefined) columns.set(root, [...(columns.get(root) ?? []), member]);
      } else if (global !== undefined) visitProp(global, 'global');
      else if (
        root !== resource.name &&
        !resource.exports.some(({ name }) => name === root) &&
        variables.given[root] === undefined &&
        variables.environment[root] === undefined
      )
        return 'unknown';
    }
    return 'known';
  }

  /** The last one before it that exports the name, else the first behind it. */
  function exporterOf(name: string): ManifestResource | undefined {
    const own = resources.indexOf(resource);
    const exporters = others.filter(({ exports }) => exports.some((one) => one.name === name));
    const before = exporters.findLast((one) => resources.indexOf(one) < own);
    // What it exports itself it knows once it is there.
    return before ?? (resource.exports.some((one) => one.name === name) ? undefined : exporters[0]);
  }

  for (const prop of props) visitProp(prop, 'prop');
  for (const template of templates) visit(template);

  function undefinedAt({ place }: Template, { root: first, member, offset }: Reference): Error {
    const isMember = first === 'vars' || first === 'globals';
    const root = isMember ? (member ?? first) : first;
    const names = [
      ...props.map(({ name }) => name),
      ...globals.map(({ name }) => name),
      ...resources.flatMap(({ name, exports }) => [name, ...exports.map((one) => one.name)]),
      ...Object.keys(variables.given),
      ...builtinNames,
    ];
    const near = suggest(
      root,
      names.filter((name) => name !== root),
      2,
    );
    const at = { file: place.file, offset: place.offset + offset };
    return faultAt(at, 'UNDEFINED_VARIABLE', `Nothing defines ${isMember ? `${first}.${root}` : root}.`, {
      hint: `${near.length > 0 ? `Did you mean ${near.join(' or ')}? ` : ''}${undefinedHint}`,
    });
  }

  return { resources: [...needed], columns };
}
