import type { BuiltService } from '../../../src/catalog/build/build-service.ts';
import type { MergedPair } from '../../../src/catalog/build/inference/service-report.ts';
import type { ParentEntry } from '../../../src/catalog/build/parents/link-parents.ts';
import type { BuiltCatalog } from '../build-services.ts';

/** What the rules made of AWS, as Markdown for people who check it: per service what was merged, what was not, and why. */
export function catalogReport({ services, parents }: BuiltCatalog): string {
  const parentsOf = (service: BuiltService) =>
    parents.filter(({ resource }) => resource.startsWith(`aws.${service.description.name}.`));
  return [
    '# What the catalog makes of AWS',
    '',
    ...totals(services, parents),
    ...services.flatMap((service) => section(service, parentsOf(service))),
  ].join('\n');
}

function totals(services: readonly BuiltService[], parents: readonly ParentEntry[]): readonly string[] {
  const resources = services.flatMap((service) => service.resources);
  const merged = services.flatMap(({ report }) => report.merged.map((pair) => `${report.service} ${pair.type}`));
  const rows: readonly (readonly [string, number])[] = [
    ['services', services.length],
    ['resources', resources.length],
    ['CloudFormation types', resources.filter(({ cloudFormationType }) => cloudFormationType !== undefined).length],
    ['types merged with native reads', new Set(merged).size],
    ['merged pairs of a type and an operation', merged.length],
    ['native resources', resources.filter(({ cloudFormationType }) => cloudFormationType === undefined).length],
    ['methods', resources.reduce((sum, { methods }) => sum + methods.length, 0)],
    ['list parameters with a parent', parents.filter(({ parent }) => parent !== undefined).length],
    ['list parameters without', parents.filter(({ parent }) => parent === undefined).length],
  ];
  return [
    ...table(
      ['what', 'how many'],
      rows.map(([what, count]) => [what, String(count)]),
    ),
    '',
  ];
}

function section({ description, report, resources }: BuiltService, parents: readonly ParentEntry[]): readonly string[] {
  const { merged, unmerged, native = [] } = report;
  return [
    `## ${description.name}`,
    '',
    `${description.title}: ${resources.length} resources.`,
    '',
    ...part('Merged', ['resource', 'type', 'operation', 'rows', 'identifier', 'needs', 'apart'], merged.map(mergedRow)),
    ...part(
      'Not merged',
      ['what', 'why'],
      unmerged.map(({ what, why }) => [what, why]),
    ),
    ...part(
      'Native resources',
      ['resource', 'operations'],
      native.map(({ resource, operations }) => [resource, operations.join(', ')]),
    ),
    ...part('Parents', ['resource', 'method', 'parameter', 'parent'], parents.map(parentRow)),
  ];
}

function mergedRow({
  resource,
  type,
  operation,
  kind,
  result,
  identifier,
  needs,
  apart,
  byHand,
}: MergedPair): readonly string[] {
  const pairs = (record: Readonly<Record<string, string>>) =>
    Object.entries(record)
      .map(([one, other]) => `${one} = ${other}`)
      .join(', ');
  const by = byHand ? ', by hand' : '';
  return [resource, type, `${operation} (${kind}${by})`, result, pairs(identifier), pairs(needs), apart.join(', ')];
}

function parentRow({ resource, method, parameter, parent, why }: ParentEntry): readonly string[] {
  return [resource, method, parameter, parent ? `${parent.resource}.${parent.column}` : `none: ${why ?? ''}`];
}

function part(title: string, header: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return rows.length === 0 ? [] : [`### ${title}`, '', ...table(header, rows), ''];
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)];
}
