import { durationOf } from '../../data/duration.ts';
import { isObject } from '../../data/is-object.ts';
import type { Value } from '../../data/value.ts';
import { checkForm } from './check-form.ts';
import { includeFiles } from './include-files.ts';
import type {
  Manifest,
  ManifestExport,
  ManifestProp,
  ManifestResource,
  Placed,
  ResourceType,
  ReturningOperation,
} from './manifest.ts';
import { readYaml, type YamlText } from './read-yaml.ts';
import { faultAt, type SourceFile } from './source-file.ts';

type Path = readonly (string | number)[];
type Members = Readonly<Record<string, Value>>;

/**
 * Reads and checks a manifest wholly, the files that its values include too. Throws INVALID_MANIFEST and MISSING_FILE, with
 * file, line and column.
 */
export async function parseManifest(file: SourceFile, directory: string): Promise<Manifest> {
  const yaml = readYaml(file);
  checkForm(yaml);
  const reader = readerOf(yaml, directory);
  const { name, description, providers, globals, resources, exports } = yaml.value as Members;
  const manifest: Manifest = {
    directory,
    file: file.name,
    name: String(name),
    ...(description !== undefined && { description: String(description) }),
    providers: reader.texts(providers, ['providers']),
    globals: await reader.props(globals, ['globals']),
    resources: await Promise.all(listOf(resources).map((one, index) => reader.resource(one, ['resources', index]))),
    exports: reader.texts(exports, ['exports']),
  };
  refuseTwice(manifest.globals, 'global');
  refuseTwice(manifest.resources, 'resource');
  for (const resource of manifest.resources) refuseTwice(resource.props, `prop of ${resource.name}`);
  return manifest;
}

interface Reader {
  props(given: Value | undefined, path: Path): Promise<readonly ManifestProp[]>;
  resource(given: Value, path: Path): Promise<ManifestResource>;
  texts(given: Value | undefined, path: Path): readonly Placed<string>[];
}

function readerOf(yaml: YamlText, directory: string): Reader {
  const placed = <Content>(value: Content, path: Path): Placed<Content> => ({ value, place: yaml.placeOf(path) });
  const whole = (value: Value, path: Path) => includeFiles(placed(value, path), directory);

  async function prop(given: Value, path: Path): Promise<ManifestProp> {
    const { name, value, values, merge, ...rest } = given as Members;
    const entries = Object.entries((values ?? {}) as Members).map(
      async ([environment, member]): Promise<[string, Placed<Value>]> => [
        environment,
        await whole((member as Members).value ?? null, [...path, 'values', environment, 'value']),
      ],
    );
    if (value === undefined && values === undefined && merge === undefined)
      throw faultAt(yaml.placeOf(path), 'INVALID_MANIFEST', `${name} has no value.`, {
        hint: 'Give it value, values by environment, or merge.',
      });
    return {
      name: String(name),
      place: yaml.placeOf([...path, 'name']),
      ...(value !== undefined && { value: await whole(value, [...path, 'value']) }),
      values: Object.fromEntries(await Promise.all(entries)),
      merge: texts(merge, [...path, 'merge']),
      isProtected: rest.protected === true,
    };
  }

  const props = (given: Value | undefined, path: Path) =>
    Promise.all(listOf(given).map((one, index) => prop(one, [...path, index])));
  const texts = (given: Value | undefined, path: Path) =>
    listOf(given).map((one, index) => placed(String(one), [...path, index]));

  function timeout(given: Value | undefined, path: Path): number | undefined {
    if (given === undefined) return undefined;
    const milliseconds = durationOf(String(given));
    if (milliseconds !== undefined && milliseconds > 0) return milliseconds;
    throw faultAt(yaml.placeOf(path), 'INVALID_MANIFEST', `${String(given)} is no time.`, {
      hint: 'Write it as 90s, 20m or 2h.',
    });
  }

  function exported(given: Value | undefined, path: Path): readonly ManifestExport[] {
    return listOf(given).map((one, index) => {
      const place = yaml.placeOf([...path, index]);
      const [[column = '', name] = []] = isObject(one) ? Object.entries(one) : [[String(one), String(one)]];
      return { column, name: String(name), place };
    });
  }

  async function resource(given: Value, path: Path): Promise<ManifestResource> {
    const members = given as Members;
    const text = (key: string): Placed<string> | undefined =>
      members[key] === undefined ? undefined : placed(String(members[key]), [...path, key]);
    const member = <Content>(key: string): Placed<Content> | undefined =>
      members[key] === undefined ? undefined : placed(members[key] as Content, [...path, key]);
    const returned = (members.return_vals ?? {}) as Members;
    return {
      name: String(members.name),
      place: yaml.placeOf([...path, 'name']),
      type: (members.type ?? 'resource') as ResourceType,
      ...optional({
        file: text('file'),
        sql: text('sql'),
        run: text('run'),
        resource: text('resource'),
        connection: text('connection'),
        region: text('region'),
        if: member<string | boolean>('if'),
        deletion: member<'delete' | 'retain' | 'snapshot'>('deletion'),
        createBeforeDestroy:
          members.create_before_destroy === true ? member<boolean>('create_before_destroy') : undefined,
        movedFrom: text('moved_from'),
        timeout: timeout(members.timeout, [...path, 'timeout']),
        auth: member<Members>('auth'),
      }),
      props: await props(members.props, [...path, 'props']),
      exports: exported(members.exports, [...path, 'exports']),
      protectedExports: listOf(members.protected).map(String),
      skipValidation: members.skip_validation === true,
      skipOnDelete: members.skip_on_delete === true,
      returned: Object.fromEntries(
        Object.entries(returned).map(([operation, list]) => [
          operation as ReturningOperation,
          exported(list, [...path, 'return_vals', operation]),
        ]),
      ),
      dependsOn: texts(members.depends_on, [...path, 'depends_on']),
      preventDestroy: members.prevent_destroy === true,
      ignoreChanges: listOf(members.ignore_changes).map(String),
      replaceTriggeredBy: texts(members.replace_triggered_by, [...path, 'replace_triggered_by']),
      ...(members.adopt !== undefined && { adopt: members.adopt as boolean | string }),
    };
  }

  return { props, resource, texts };
}

function refuseTwice(named: readonly Pick<ManifestProp, 'name' | 'place'>[], what: string): void {
  const seen = new Set<string>();
  for (const { name, place } of named) {
    if (seen.has(name))
      throw faultAt(place, 'INVALID_MANIFEST', `There is another ${what} named ${name}.`, {
        hint: 'Each needs a name of its own.',
      });
    seen.add(name);
  }
}

function listOf(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? (value as readonly Value[]) : [];
}

function optional<Members extends object>(members: Members): Partial<Members> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<Members>;
}
