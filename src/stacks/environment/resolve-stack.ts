import { suggest } from '../../data/suggest.ts';
import type { Value } from '../../data/value.ts';
import { orderResources } from '../graph/order-resources.ts';
import type { Manifest, ManifestProp, ManifestResource } from '../manifest/manifest.ts';
import { faultAt } from '../manifest/source-file.ts';
import { renderValue, templatesIn } from '../templates/render-value.ts';
import { checkResourceKeys } from './check-resource-keys.ts';
import { findNeeds, type Needs } from './find-needs.ts';
import { readAuth } from './read-auth.ts';
import { readQueryFile } from './read-query-file.ts';
import type { Stack, StackProp, StackResource } from './stack.ts';
import type { Variables } from './variables.ts';

/**
 * A manifest in one environment: each prop with its value there, each resource with its queries, in an order in which what others
 * need comes before them. Everything is checked that can be without a call.
 */
export async function resolveStack(manifest: Manifest, environment: string, variables: Variables): Promise<Stack> {
  const globals = manifest.globals.map((prop) => chosen(prop, environment));
  const included = manifest.resources.filter((resource) => isIncluded(resource, manifest, environment, variables));
  const read = await Promise.all(
    included.map(async (resource) => ({
      resource,
      props: resource.props.map((prop) => chosen(prop, environment)),
      anchors: await readQueryFile(resource, manifest.directory),
    })),
  );
  const needs = new Map<string, Needs>(
    read.map(({ resource, props, anchors }) => {
      const templates = [
        ...[...anchors.values()].map(({ template }) => template),
        ...[resource.run, resource.region, resource.connection].flatMap((own) =>
          own === undefined ? [] : templatesIn(own.value, own.place),
        ),
      ];
      return [resource.name, findNeeds({ resource, props, templates, globals, resources: included, variables })];
    }),
  );
  const resources = read.map(({ resource, props, anchors }): StackResource => {
    checkResourceKeys(resource, manifest);
    const auth = readAuth(resource, variables);
    const own = needs.get(resource.name)?.resources ?? [];
    const triggers = resource.replaceTriggeredBy.map(({ value }) => value.split('.')[0] ?? '');
    const dependsOn = [...resource.dependsOn.map(({ value }) => value), ...triggers].filter((name) => needs.has(name));
    const asked = [
      ...[...needs.values()].flatMap(({ columns }) => columns.get(resource.name) ?? []),
      ...included.flatMap((one) => one.replaceTriggeredBy.flatMap(({ value }) => columnOf(value, resource.name))),
    ];
    const { auth: _, ...written } = resource;
    return {
      ...written,
      ...(auth !== undefined && { auth }),
      props,
      anchors,
      needs: [...new Set([...own, ...dependsOn])],
      asked: [...new Set(asked)],
    };
  });
  checkStackExports(manifest, resources);
  return { name: manifest.name, environment, manifest, globals, resources: orderResources(resources), variables };
}

/** `vpc_id` of `network.vpc_id`. */
function columnOf(reference: string, resource: string): readonly string[] {
  const [name, column] = reference.split('.');
  return name === resource && column !== undefined ? [column] : [];
}

/** What the stack exports is what its resources do: of those that are left out in this environment too. */
function checkStackExports(
  { exports, resources: written, globals }: Manifest,
  resources: readonly StackResource[],
): void {
  const names = new Set([
    'stack_name',
    'stack_env',
    ...globals.map(({ name }) => name),
    ...[...written, ...resources].flatMap((own) => own.exports.flatMap(({ name }) => [name, `${own.name}.${name}`])),
  ]);
  for (const { value, place } of exports) {
    if (names.has(value)) continue;
    const near = suggest(value, names, 2);
    throw faultAt(place, 'EXPORT_MISSING', `No resource exports ${value}.`, {
      hint: near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'exports of a stack are those of its resources.',
    });
  }
}

function chosen({ name, place, value, values, merge, isProtected }: ManifestProp, environment: string): StackProp {
  const own = values[environment] ?? value;
  if (own === undefined && merge.length === 0) {
    const known = Object.keys(values);
    throw faultAt(place, 'INVALID_MANIFEST', `${name} has no value for the environment ${environment}.`, {
      hint: `It has values for ${known.join(', ')}. Add one, or a value for all.`,
    });
  }
  const templates = own === undefined ? [] : templatesIn(own.value, own.place);
  return { name, place, ...(own !== undefined && { value: own }), merge, isProtected, templates };
}

/** `if` decides before anything is there: by what is given from outside. */
function isIncluded(
  { if: condition }: ManifestResource,
  { name, globals }: Manifest,
  environment: string,
  { given, environment: surrounding }: Variables,
): boolean {
  if (condition === undefined) return true;
  if (typeof condition.value === 'boolean') return condition.value;
  const text = /\{\{|\{%/.test(condition.value) ? condition.value : `{{ ${condition.value} }}`;
  const scope = {
    functions: {},
    lookup(root: string) {
      if (root === 'stack_env') return environment;
      if (root === 'stack_name') return name;
      if (root === 'vars') return { ...surrounding, ...given };
      const own = globals.find((global) => global.name === root);
      const value = own && (own.values[environment] ?? own.value);
      if (value !== undefined && templatesIn(value.value, value.place).length === 0) return value.value;
      return given[root] ?? surrounding[root];
    },
  };
  const rendered = renderValue(text, condition.place, scope);
  if (typeof rendered !== 'string' || isConstant.test(rendered)) return isTrue(rendered);
  // A condition around what was printed: `'{{ stack_env }}' == 'prd'`.
  return isTrue(renderValue(`{{ ${rendered} }}`, condition.place, scope));
}

const isConstant = /^\s*(true|false|none|null|[01]|)\s*$/i;

function isTrue(value: Value): boolean {
  return !(value === false || value === null || value === 0 || /^\s*(false|0|none|null|)\s*$/i.test(String(value)));
}
