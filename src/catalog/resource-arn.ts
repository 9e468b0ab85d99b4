import { partitionOfRegion } from '../aws/partitions.ts';
import type { ResourceDescription } from './resource-description.ts';

/**
 * The ARN of one resource as an IAM policy may name it; undefined where it is not certain. `identifier` has the parts in
 * the order of the resource's identifier. The account, which only AWS knows, is any.
 */
export function resourceArn(
  { arn, identifier: columns }: Pick<ResourceDescription, 'arn' | 'identifier'>,
  identifier: readonly string[],
  region: string,
): string | undefined {
  // What stands for anything in a policy, or for another version in an ARN (`x.x.x`), names no one resource.
  if (arn === undefined || identifier.some((part) => /[*?$]|\/x(\.x)*(\/|$)/.test(part) || part === ''))
    return undefined;
  const [only = '', second] = identifier;
  if (only.startsWith('arn:')) return second === undefined && hasForm(only, arn.template) ? only : undefined;
  const values = new Map<string, string>([
    ['Partition', partitionOfRegion(region).id],
    ['Region', region],
    ['Account', '*'],
  ]);
  for (const [variable, column] of Object.entries(arn.variables))
    values.set(variable, identifier[columns.indexOf(column)] ?? '');
  const isKnown = [...arn.template.matchAll(/\$\{(\w+)\}/g)].every(([, variable = '']) => values.get(variable));
  return isKnown
    ? arn.template.replace(/\$\{(\w+)\}/g, (_, variable: string) => values.get(variable) ?? '')
    : undefined;
}

function hasForm(arn: string, template: string): boolean {
  const literals = template.split(/\$\{\w+\}/).map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literals.join('.*')}$`).test(arn);
}
