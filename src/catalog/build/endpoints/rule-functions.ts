import { isIP } from 'node:net';
import type { PartitionEntry, PartitionsFile, RuleObject, RuleValue } from './rule-set.ts';

type RuleFunction = (...values: readonly RuleValue[]) => RuleValue;

const madeFor = new WeakMap<PartitionsFile, Readonly<Record<string, RuleFunction>>>();

/** The functions that the conditions of endpoint rules may call, by name. */
export function ruleFunctions(partitions: PartitionsFile): Readonly<Record<string, RuleFunction>> {
  const known = madeFor.get(partitions);
  if (known !== undefined) return known;
  const functions: Readonly<Record<string, RuleFunction>> = {
    isSet: (value) => value !== undefined && value !== null,
    not: (value) => value === false || value === undefined || value === null,
    booleanEquals: (left, right) => left === right,
    stringEquals: (left, right) => left === right,
    getAttr: (value, path) => attributeAt(value, String(path)),
    substring: (value, start, stop, reverse) => substring(value, Number(start), Number(stop), reverse === true),
    uriEncode: (value) => (typeof value === 'string' ? encodeURIComponent(value) : undefined),
    isValidHostLabel: (value, allowSubdomains) => isHostLabel(value, allowSubdomains === true),
    parseURL: (value) => parseUrl(value),
    'aws.partition': (region) => partitionOf(partitions, region),
    'aws.parseArn': (value) => parseArn(value),
    'aws.isVirtualHostableS3Bucket': (value, allowSubdomains) => isVirtualHostable(value, allowSubdomains === true),
  };
  madeFor.set(partitions, functions);
  return functions;
}

function attributeAt(value: RuleValue, path: string): RuleValue {
  let found = value;
  for (const part of path.split('.')) {
    const [, name = '', index] = /^([^[]*)(?:\[(\d+)\])?$/.exec(part) ?? [];
    if (name !== '') found = (found as RuleObject | undefined)?.[name];
    if (index !== undefined) found = Array.isArray(found) ? (found[Number(index)] as RuleValue) : undefined;
  }
  return found;
}

function substring(value: RuleValue, start: number, stop: number, reverse: boolean): string | undefined {
  if (typeof value !== 'string' || start >= stop || value.length < stop) return undefined;
  if (!/^[\x20-\x7e]*$/.test(value)) return undefined;
  return reverse ? value.slice(value.length - stop, value.length - start) : value.slice(start, stop);
}

function isHostLabel(value: RuleValue, allowSubdomains: boolean): boolean {
  if (typeof value !== 'string') return false;
  const labels = allowSubdomains ? value.split('.') : [value];
  return labels.every((label) => /^(?!-)[a-zA-Z\d-]{1,63}(?<!-)$/.test(label));
}

function isVirtualHostable(value: RuleValue, allowSubdomains: boolean): boolean {
  if (typeof value !== 'string' || value.length < 3 || value !== value.toLowerCase()) return false;
  return isIP(value) !== 4 && isHostLabel(value, allowSubdomains);
}

function parseUrl(value: RuleValue): RuleValue {
  if (typeof value !== 'string' || !URL.canParse(value)) return undefined;
  const { protocol, host, hostname, pathname, search } = new URL(value);
  if (!/^https?:$/.test(protocol) || search !== '') return undefined;
  return {
    scheme: protocol.slice(0, -1),
    authority: host,
    path: pathname === '/' ? '' : pathname,
    normalizedPath: pathname.endsWith('/') ? pathname : `${pathname}/`,
    isIp: isIP(hostname.replace(/^\[|\]$/g, '')) !== 0,
  };
}

function parseArn(value: RuleValue): RuleValue {
  if (typeof value !== 'string') return undefined;
  const [arn, partition, service, region, accountId, ...resource] = value.split(':');
  const resourceText = resource.join(':');
  if (arn !== 'arn' || !partition || !service || resourceText === '') return undefined;
  return { partition, service, region, accountId, resourceId: resourceText.split(/[:/]/) };
}

function partitionOf({ partitions }: PartitionsFile, region: RuleValue): RuleValue {
  const isOf = (partition: PartitionEntry) =>
    typeof region === 'string' &&
    (Object.hasOwn(partition.regions, region) || new RegExp(partition.regionRegex).test(region));
  const found = partitions.find(isOf) ?? partitions[0];
  return found === undefined ? undefined : { ...found.outputs, name: found.id };
}
