import { partitionOfRegion } from '../../../../aws/partitions.ts';
import type { WireStructure } from '../../../../aws/service-model.ts';
import type { RequestContext } from '../../../service.ts';

/** What the placeholders of a template stand for. */
export interface TemplateValues {
  readonly typeName: string;
  readonly properties: WireStructure;
  readonly context: RequestContext;
  /** The how many-eth resource of its kind this may be. */
  readonly attempt: number;
}

/** The ARN, or other identifier, that a template makes of a resource; placeholders that nothing is known of become random. */
export function filledTemplate(template: string, values: TemplateValues): string {
  return template.replace(/\$\{([^}]+)\}/g, (_, placeholder: string) => {
    const name = placeholder.toLowerCase().replace(/^aws::/, '');
    return (
      placeValue(name, values.context) ?? madeValue(name, values) ?? knownValue(name, values) ?? unknown(name, values)
    );
  });
}

function placeValue(name: string, { partition, region, account }: RequestContext): string | undefined {
  switch (name) {
    case 'partition':
      return partition;
    case 'region':
      return region;
    case 'account':
    case 'accountid':
      return account;
    case 'dnssuffix':
      return partitionOfRegion(region).dnsSuffix;
    default:
      return undefined;
  }
}

function madeValue(name: string, { context, attempt }: TemplateValues): string | undefined {
  if (name === 'uuid') return context.state.uuid();
  if (name === 'sequence') return String(attempt);
  const digits = /^hex(\d+)$/.exec(name)?.[1];
  return digits === undefined ? undefined : context.state.identifier('', Number(digits));
}

function knownValue(name: string, { typeName, properties }: TemplateValues): string | undefined {
  const kind = (typeName.split('::')[2] ?? '').toLowerCase();
  const given = new Map(
    Object.entries(properties).flatMap(([property, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[property.toLowerCase(), String(value)] as const] : [],
    ),
  );
  const own = (...names: readonly string[]) => names.map((one) => given.get(one)).find((value) => value !== undefined);
  const path = /^(.*)(withpath|withoutleadingslash)$/.exec(name);
  if (path !== null) {
    const bare = own(path[1] ?? '', 'name', `${kind}name`);
    return bare === undefined ? undefined : `${given.get('path') ?? ''}${bare}`.replace(/^\//, '');
  }
  const value = own(name, name.replace(kind, '')) ?? (isName(name) ? own(`${kind}name`, 'name') : undefined);
  const id =
    value ?? (/(id|identifier)$/.test(name) ? own(`${kind}id`, `${kind}identifier`, 'id', 'identifier') : undefined);
  return id === undefined || name.endsWith('arn') ? id : lastOfArn(id);
}

/** Other resources may be named by their ARNs: `service/${Cluster}` wants the name alone. */
function lastOfArn(text: string): string {
  return text.startsWith('arn:') ? text.replace(/^.*[:/]/, '') : text;
}

function unknown(name: string, { context }: TemplateValues): string {
  return isName(name) ? context.state.identifier('', 12) : context.state.uuid();
}

const isName = (name: string) => /(name|family|resource)$/.test(name);
