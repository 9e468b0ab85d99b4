import { createHash } from 'node:crypto';
import type { WireStructure } from '../../../../aws/service-model.ts';
import { arnIn } from '../../../kit/arn-in.ts';
import { isoTime } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import type { ParameterRecord, ParameterVersion } from './parameter-record.ts';

export interface Shown {
  readonly withDecryption: boolean;
  readonly selector?: string | undefined;
}

/** A version as GetParameter shows it. */
export function parameterView(
  record: ParameterRecord,
  version: ParameterVersion,
  { withDecryption, selector }: Shown,
  context: RequestContext,
): WireStructure {
  return {
    Name: record.name,
    Type: version.type,
    Value: shownValue(version, withDecryption, parameterArn(record, context)),
    Version: version.version,
    Selector: selector === undefined ? undefined : `:${selector}`,
    LastModifiedDate: isoTime(version.modified),
    ARN: parameterArn(record, context),
    DataType: version.dataType,
  };
}

/** A version as DescribeParameters shows it: without its value. */
export function parameterMetadata(
  record: ParameterRecord,
  version: ParameterVersion,
  context: RequestContext,
): WireStructure {
  return { ...commonMembers(record, version), ARN: parameterArn(record, context) };
}

export function historyView(
  record: ParameterRecord,
  version: ParameterVersion,
  withDecryption: boolean,
  context: RequestContext,
): WireStructure {
  return {
    ...commonMembers(record, version),
    Value: shownValue(version, withDecryption, parameterArn(record, context)),
    Labels: version.labels,
  };
}

export function parameterArn({ name, isPublic }: ParameterRecord, context: RequestContext): string {
  const account = isPublic ? '' : context.account;
  return arnIn({ ...context, account }, 'ssm', `parameter/${name.replace(/^\//, '')}`);
}

function commonMembers(record: ParameterRecord, version: ParameterVersion): WireStructure {
  return {
    Name: record.name,
    Type: version.type,
    KeyId: version.keyId,
    LastModifiedDate: isoTime(version.modified),
    LastModifiedUser: version.modifiedBy,
    Description: version.description,
    AllowedPattern: version.allowedPattern,
    Version: version.version,
    Tier: version.tier,
    Policies: version.policies.map(({ text, type }) => ({
      PolicyText: text,
      PolicyType: type,
      PolicyStatus: 'Pending',
    })),
    DataType: version.dataType,
  };
}

/** Of a SecureString the client sees ciphertext unless it asks for more: here text that looks like it and says nothing. */
function shownValue({ type, value, version }: ParameterVersion, withDecryption: boolean, arn: string): string {
  if (type !== 'SecureString' || withDecryption) return value;
  const digest = createHash('sha512').update(`${arn}:${version}:${value}`).digest('base64');
  return `AQICAH${digest.replaceAll('=', '')}`;
}
