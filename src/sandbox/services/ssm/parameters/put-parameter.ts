import type { WireStructure } from '../../../../aws/service-model.ts';
import { matchesInTime } from '../../../../data/match-in-time.ts';
import { callerArn } from '../../../kit/arn-in.ts';
import { textOf } from '../../../kit/members.ts';
import { type RequestContext, SandboxFault } from '../../../service.ts';
import { findVisibleImage } from '../../ec2/images/image-lookup.ts';
import { defaultKeyId, limits, messages } from '../assumptions.ts';
import { invalid } from '../faults.ts';
import { tagging } from '../tags.ts';
import { checkParameterName } from './parameter-name.ts';
import { readPolicies } from './parameter-policies.ts';
import type { ParameterDataType, ParameterTier, ParameterType, ParameterVersion } from './parameter-record.ts';
import { addVersion, latestOf, ownParameter, parametersOf } from './parameter-store.ts';

export function putParameterOperation(input: WireStructure, context: RequestContext): WireStructure {
  const name = textOf(input.Name) ?? '';
  checkParameterName(name);
  const existing = ownParameter(name, context);
  const tags = tagging.read(input.Tags);
  if (existing !== undefined && input.Overwrite !== true) {
    throw new SandboxFault('ParameterAlreadyExists', messages.alreadyExists, 400);
  }
  if (tags.length > 0 && input.Overwrite === true) throw invalid(messages.tagsAndOverwrite);
  const version = readVersion(input, latestOf(existing), context);
  const table = parametersOf(context);
  const next = (latestOf(existing)?.version ?? 0) + 1;
  // AWS looks whether there is such an image after it has answered, and drops the version where there is none.
  const isStored = version.dataType !== 'aws:ec2:image' || findVisibleImage(context, version.value) !== undefined;
  if (isStored) {
    addVersion(table, existing, name, version);
    const record = table.get(name);
    if (record !== undefined && tags.length > 0) table.set(name, { ...record, tags });
  }
  return { Version: next, Tier: version.tier };
}

/** What a request does not say stays as it was. */
function readVersion(
  input: WireStructure,
  previous: ParameterVersion | undefined,
  context: RequestContext,
): Omit<ParameterVersion, 'version' | 'labels'> {
  const value = textOf(input.Value) ?? '';
  if (value === '') throw invalid(messages.emptyValue);
  const type = (textOf(input.Type) ?? previous?.type) as ParameterType | undefined;
  if (type === undefined) throw invalid(messages.typeRequired);
  if (previous !== undefined && previous.type !== type) {
    throw new SandboxFault('HierarchyTypeMismatchException', messages.typeChanged, 400);
  }
  const policiesText = textOf(input.Policies);
  const policies = policiesText === undefined ? (previous?.policies ?? []) : readPolicies(policiesText);
  const description = textOf(input.Description) ?? previous?.description;
  const allowedPattern = textOf(input.AllowedPattern) ?? previous?.allowedPattern;
  checkPattern(value, allowedPattern);
  const keyId = keyIdOf(type, textOf(input.KeyId), previous);
  return {
    value,
    type,
    tier: tierOf(textOf(input.Tier), value, policies.length > 0, previous?.tier),
    dataType: dataTypeOf(textOf(input.DataType) ?? previous?.dataType ?? 'text', type, value),
    ...(description === undefined ? {} : { description }),
    ...(keyId === undefined ? {} : { keyId }),
    ...(allowedPattern === undefined || allowedPattern === '' ? {} : { allowedPattern }),
    policies,
    modified: context.now,
    modifiedBy: callerArn(context),
  };
}

function tierOf(
  asked: string | undefined,
  value: string,
  hasPolicies: boolean,
  previous: ParameterTier | undefined,
): ParameterTier {
  const needsAdvanced = value.length > limits.standardCharacters || hasPolicies;
  const tier =
    asked === 'Intelligent-Tiering'
      ? needsAdvanced || previous === 'Advanced'
        ? 'Advanced'
        : 'Standard'
      : ((asked ?? previous ?? 'Standard') as ParameterTier);
  if (previous === 'Advanced' && tier === 'Standard') throw invalid(messages.noDowngrade);
  if (tier === 'Standard' && value.length > limits.standardCharacters) {
    throw invalid(messages.tooLong(tier, limits.standardCharacters));
  }
  if (value.length > limits.advancedCharacters) throw invalid(messages.tooLong(tier, limits.advancedCharacters));
  if (tier === 'Standard' && hasPolicies) throw invalid(messages.policiesNeedAdvanced);
  return tier;
}

function dataTypeOf(asked: string, type: ParameterType, value: string): ParameterDataType {
  if (asked !== 'text' && asked !== 'aws:ec2:image' && asked !== 'aws:ssm:integration') {
    throw invalid(messages.badDataType(asked));
  }
  if (asked === 'aws:ec2:image') {
    if (type !== 'String') throw invalid(messages.dataTypeNeedsString(asked));
    if (!/^ami-[0-9a-f]{8}(?:[0-9a-f]{9})?$/.test(value)) throw invalid(messages.badImageId(value));
  }
  return asked;
}

function keyIdOf(
  type: ParameterType,
  asked: string | undefined,
  previous: ParameterVersion | undefined,
): string | undefined {
  if (type === 'SecureString') return asked ?? previous?.keyId ?? defaultKeyId;
  if (asked !== undefined) throw invalid(messages.keyIdNeedsSecure);
  return undefined;
}

function checkPattern(value: string, pattern: string | undefined): void {
  if (pattern === undefined || pattern === '') return;
  let expression: RegExp;
  try {
    expression = new RegExp(`^(?:${pattern})$`);
  } catch {
    throw new SandboxFault('InvalidAllowedPatternException', messages.badPattern, 400);
  }
  const matches = matchesInTime(expression, value);
  if (matches === true) return;
  if (matches === undefined) throw new SandboxFault('InvalidAllowedPatternException', messages.endlessPattern, 400);
  throw new SandboxFault('ParameterPatternMismatchException', messages.patternMismatch(pattern), 400);
}
