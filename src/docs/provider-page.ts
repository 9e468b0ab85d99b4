import type { ServiceDescription } from '../catalog/resource-description.ts';
import { cellCode, inlineCode } from './markdown/inline-code.ts';
import { oneLine } from './markdown/paragraphs.ts';
import { table } from './markdown/table.ts';
import { commonKeywords, frontMatter } from './sections/front-matter.ts';

/** The index of a provider as a site's file: its services, each with a link to its index. */
export function providerFile(provider: string, version: string, services: readonly ServiceDescription[]): string {
  const front = frontMatter({
    title: provider,
    description: `The services of ${provider} in SQL`,
    keywords: [provider, ...commonKeywords],
  });
  const rows = services.map(({ name, title }) => [`[${cellCode(name)}](./${name}/index.md)`, oneLine(title)]);
  return `${front}\n\n${body(provider, version, rows)}\n`;
}

/** The index of a provider by itself. */
export function providerPage(provider: string, version: string, services: readonly ServiceDescription[]): string {
  const rows = services.map(({ name, title }) => [cellCode(`${provider}.${name}`), oneLine(title)]);
  return `# ${inlineCode(provider)}\n\n${body(provider, version, rows)}\n`;
}

function body(provider: string, version: string, rows: readonly (readonly string[])[]): string {
  const text = `The services of ${inlineCode(provider)}, as of the catalog ${inlineCode(version)}.`;
  return `${text}\n\n## Services\n\n${table(['Service', 'Title'], rows)}`;
}
