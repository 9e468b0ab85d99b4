import { partitionOf } from '../../../../aws/endpoints.ts';
import { iamArn } from '../../../kit/arn-in.ts';
import type { Place, RequestContext, SandboxState, Table } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';
import { limits, messages } from '../assumptions.ts';
import { parameterNotFound, versionNotFound } from '../faults.ts';
import {
  type ParameterDataType,
  type ParameterRecord,
  type ParameterType,
  type ParameterVersion,
  parametersTable,
} from './parameter-record.ts';
import { publicParameter } from './public-parameters.ts';

/** What another service of AWS writes into an account's Parameter Store, as Image Builder's distribution does. */
export interface GivenParameter {
  readonly name: string;
  readonly value: string;
  /** `String` unless given. */
  readonly type?: ParameterType;
  /** `text` unless given. */
  readonly dataType?: ParameterDataType;
  readonly description?: string;
  /** ARN of whoever writes it; the account's root unless given. */
  readonly modifiedBy?: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Writes a parameter, a new version where there is one of that name, and returns its version. Nothing is checked but the
 * hundred versions that a parameter has.
 *
 * @example
 * putParameter(context.state, { account, region }, { name: '/golden/ami', value: id, dataType: 'aws:ec2:image', now });
 */
export function putParameter(state: SandboxState, place: Place, given: GivenParameter): number {
  const table = state.table<ParameterRecord>(place, parametersTable);
  const existing = table.get(given.name);
  return addVersion(table, existing, given.name, {
    value: given.value,
    type: given.type ?? latestOf(existing)?.type ?? 'String',
    tier: latestOf(existing)?.tier ?? 'Standard',
    dataType: given.dataType ?? 'text',
    policies: [],
    ...(given.description === undefined ? {} : { description: given.description }),
    modified: given.now,
    modifiedBy: given.modifiedBy ?? iamArn({ partition: partitionOf(place.region), account: place.account }, 'root'),
  });
}

/** The value of a plain parameter: of the account, or a public one; `name:version` and `name:label` too. */
export function parameterValue(name: string, context: RequestContext): string | undefined {
  const found = findParameter(name, context);
  return found === undefined ? undefined : versionOf(found.record, found.selector)?.value;
}

export function parametersOf(context: RequestContext): Table<ParameterRecord> {
  return context.table<ParameterRecord>(parametersTable);
}

/** The account's parameters; one whose expiration policy has come is gone. */
export function allParameters(context: RequestContext): readonly ParameterRecord[] {
  return [...parametersOf(context).values()].filter((record) => !isExpired(record, context.now));
}

export function ownParameter(name: string, context: RequestContext): ParameterRecord | undefined {
  const record = parametersOf(context).get(name);
  return record === undefined || isExpired(record, context.now) ? undefined : record;
}

export interface FoundParameter {
  readonly record: ParameterRecord;
  /** What was asked for behind the name: `3`, or a label. */
  readonly selector?: string;
}

/** A parameter by its name or ARN, with what may follow either: `:3`, or a label. */
export function findParameter(given: string, context: RequestContext): FoundParameter | undefined {
  const { name, selector } = nameAndSelector(given);
  const names = name.startsWith('arn:') ? namesOfArn(name) : [name];
  for (const each of names) {
    const record = ownParameter(each, context) ?? publicParameter(each, context);
    if (record) return selector === undefined ? { record } : { record, selector };
  }
  return undefined;
}

function nameAndSelector(given: string): { readonly name: string; readonly selector?: string } {
  const [, arn = '', rest = given] = /^(arn:[^:]*:ssm:[^:]*:[^:]*:)(.*)$/.exec(given) ?? [];
  const colon = rest.indexOf(':');
  if (colon === -1) return { name: given };
  return { name: arn + rest.slice(0, colon), selector: rest.slice(colon + 1) };
}

/** An ARN does not tell whether the name begins with a slash. */
function namesOfArn(arn: string): readonly string[] {
  const name = /^arn:[^:]*:ssm:[^:]*:[^:]*:parameter\/(.+)$/.exec(arn)?.[1];
  return name === undefined ? [] : [`/${name}`, name];
}

export function latestOf(record: ParameterRecord): ParameterVersion;
export function latestOf(record: ParameterRecord | undefined): ParameterVersion | undefined;
export function latestOf(record: ParameterRecord | undefined): ParameterVersion | undefined {
  return record?.versions.at(-1);
}

export function versionOf(record: ParameterRecord, selector: string | undefined): ParameterVersion | undefined {
  if (selector === undefined) return latestOf(record);
  return record.versions.find(({ version, labels }) => String(version) === selector || labels.includes(selector));
}

/** Throws ParameterNotFound or ParameterVersionNotFound. */
export function requiredVersion(given: string, context: RequestContext) {
  const found = findParameter(given, context);
  if (found === undefined) throw parameterNotFound();
  const { record, selector } = found;
  const version = versionOf(record, selector);
  if (version !== undefined) return { record, version, selector };
  throw selectorNotFound(selector ?? '', record.name);
}

function selectorNotFound(selector: string, name: string): SandboxFault {
  if (/^\d+$/.test(selector)) return versionNotFound(selector, name);
  return new SandboxFault('ParameterVersionNotFound', messages.labelNotFound(selector, name), 400);
}

/** Adds a version behind the others, without labels; of more than a hundred the oldest goes. Returns its number. */
export function addVersion(
  table: Table<ParameterRecord>,
  existing: ParameterRecord | undefined,
  name: string,
  version: Omit<ParameterVersion, 'version' | 'labels'>,
): number {
  const next = (latestOf(existing)?.version ?? 0) + 1;
  const versions = [...(existing?.versions ?? []), { ...version, version: next, labels: [] }];
  const [oldest] = versions;
  if (versions.length > limits.versions && oldest !== undefined && oldest.labels.length > 0) {
    throw new SandboxFault('ParameterMaxVersionLimitExceeded', messages.oldestIsLabelled(name, oldest.version), 400);
  }
  table.set(name, { tags: existing?.tags ?? [], name, versions: versions.slice(-limits.versions) });
  return next;
}

function isExpired(record: ParameterRecord, now: number): boolean {
  return latestOf(record).policies.some(({ expires }) => expires !== undefined && expires <= now);
}
