import type { WireStructure } from '../../../../aws/service-model.ts';
import { numberOf, textOf, textsOf } from '../../../kit/members.ts';
import { type RequestContext, SandboxFault } from '../../../service.ts';
import { limits, messages } from '../assumptions.ts';
import { parameterNotFound, versionNotFound } from '../faults.ts';
import type { ParameterRecord } from './parameter-record.ts';
import { latestOf, ownParameter, parametersOf } from './parameter-store.ts';

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-labels.html has the rules. */
const isLabel = (label: string): boolean => /^[A-Za-z_.-][\w.-]{0,99}$/.test(label) && !/^(aws|ssm)/i.test(label);

export function labelParameterVersion(input: WireStructure, context: RequestContext): WireStructure {
  const { record, version } = versionNamed(input, context);
  const asked = [...new Set(textsOf(input.Labels))];
  const labels = asked.filter(isLabel);
  const versions = record.versions.map((each) => {
    const others = each.labels.filter((label) => !labels.includes(label));
    return { ...each, labels: each.version === version ? [...others, ...labels] : others };
  });
  if (versions.some((each) => each.labels.length > limits.labels)) {
    throw new SandboxFault('ParameterVersionLabelLimitExceeded', messages.tooManyLabels, 400);
  }
  parametersOf(context).set(record.name, { ...record, versions });
  return { InvalidLabels: asked.filter((label) => !isLabel(label)), ParameterVersion: version };
}

export function unlabelParameterVersion(input: WireStructure, context: RequestContext): WireStructure {
  const { record, version } = versionNamed(input, context);
  const asked = [...new Set(textsOf(input.Labels))];
  const had = record.versions.find((each) => each.version === version)?.labels ?? [];
  const versions = record.versions.map((each) =>
    each.version === version ? { ...each, labels: each.labels.filter((label) => !asked.includes(label)) } : each,
  );
  parametersOf(context).set(record.name, { ...record, versions });
  return {
    RemovedLabels: asked.filter((label) => had.includes(label)),
    InvalidLabels: asked.filter((label) => !had.includes(label)),
  };
}

function versionNamed(
  input: WireStructure,
  context: RequestContext,
): { readonly record: ParameterRecord; readonly version: number } {
  const name = textOf(input.Name) ?? '';
  const record = ownParameter(name, context);
  if (record === undefined) throw parameterNotFound();
  const version = numberOf(input.ParameterVersion) ?? latestOf(record).version;
  if (!record.versions.some((each) => each.version === version)) throw versionNotFound(String(version), name);
  return { record, version };
}
