import { resourceId } from '../catalog/resource-id.ts';
import type { DocumentedResource } from './documented-resource.ts';
import { inlineCode } from './markdown/inline-code.ts';
import { examples } from './sections/examples.ts';
import { fields } from './sections/fields.ts';
import { commonKeywords, frontMatter } from './sections/front-matter.ts';
import { methods } from './sections/methods.ts';
import { introduction, overview } from './sections/overview.ts';
import { permissions } from './sections/permissions.ts';
import { relationships } from './sections/relationships.ts';

/** A resource's page as a site's file: with front matter, which gives it its title. */
export function resourceFile(resource: DocumentedResource): string {
  const { name, service, provider, cloudFormationType } = resource.description;
  const front = frontMatter({
    title: name,
    description: `Query, deploy and manage ${resourceId(resource.description)} with SQL`,
    keywords: [name, service, provider, ...(cloudFormationType ? [cloudFormationType] : []), ...commonKeywords],
  });
  return `${front}\n\n${body(resource)}\n`;
}

/** A resource's page by itself. */
export function resourcePage(resource: DocumentedResource): string {
  return `# ${inlineCode(resourceId(resource.description))}\n\n${body(resource)}\n`;
}

function body(resource: DocumentedResource): string {
  return [
    introduction(resource),
    overview(resource),
    fields(resource),
    methods(resource),
    ...examples(resource),
    permissions(resource),
    relationships(resource),
  ]
    .filter((section) => section !== '')
    .join('\n\n');
}
