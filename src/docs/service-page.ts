import type { ResourceSummary, ServiceDescription } from '../catalog/resource-description.ts';
import { cellCode, inlineCode } from './markdown/inline-code.ts';
import { oneLine, paragraphs } from './markdown/paragraphs.ts';
import { table } from './markdown/table.ts';
import { commonKeywords, frontMatter } from './sections/front-matter.ts';

interface Service extends ServiceDescription {
  readonly provider: string;
}

/** The index of a service as a site's file: its resources, each with a link to its page. */
export function serviceFile(service: Service, resources: readonly ResourceSummary[]): string {
  const front = frontMatter({
    title: service.name,
    description: `The resources of ${service.title} in SQL`,
    keywords: [service.name, service.provider, service.title, ...commonKeywords],
  });
  const rows = resources.map(({ name, description }) => [
    `[${cellCode(name)}](./${name}/index.md)`,
    oneLine(description),
  ]);
  return `${front}\n\n${body(service, rows)}\n`;
}

/** The index of a service by itself. */
export function servicePage(service: Service, resources: readonly ResourceSummary[]): string {
  const rows = resources.map(({ id, description }) => [cellCode(id), oneLine(description)]);
  return `# ${inlineCode(`${service.provider}.${service.name}`)}\n\n${body(service, rows)}\n`;
}

function body({ title, description, aliases = [] }: Service, rows: readonly (readonly string[])[]): string {
  const known = aliases.length === 0 ? [] : [`Also found as ${aliases.map(inlineCode).join(', ')}.`];
  const text = description.trim() === '' || description === title ? [] : [paragraphs(description)];
  const list = rows.length === 0 ? 'It has no resources.' : table(['Resource', 'Description'], rows);
  return [`**${oneLine(title)}**`, ...text, ...known, '## Resources', list].join('\n\n');
}
