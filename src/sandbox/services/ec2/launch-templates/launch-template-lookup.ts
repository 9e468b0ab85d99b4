import type { WireStructure } from '../../../../aws/service-model.ts';
import { textOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { invalidCombination, missingParameter } from '../faults.ts';
import { checkIds } from '../ids.ts';
import {
  type LaunchTemplateRecord,
  type LaunchTemplateVersionRecord,
  launchTemplates,
  launchTemplateVersions,
  versionKey,
} from './launch-template-record.ts';

/** The template that `LaunchTemplateId` or `LaunchTemplateName` names: one of them must be there. */
export function launchTemplateOf(input: WireStructure, context: RequestContext): LaunchTemplateRecord {
  const id = textOf(input.LaunchTemplateId);
  const name = textOf(input.LaunchTemplateName);
  if (id !== undefined && name !== undefined) throw invalidCombination(messages.templateIdAndName);
  if (id !== undefined) return launchTemplateById(id, context);
  if (name !== undefined) return launchTemplateByName(name, context, messages.templateNameNotFound(name));
  throw missingParameter('LaunchTemplateId');
}

export function launchTemplateById(id: string, context: RequestContext): LaunchTemplateRecord {
  checkIds('lt-', [id]);
  const record = launchTemplates(context).get(id);
  if (!record) throw new SandboxFault('InvalidLaunchTemplateId.NotFound', messages.templateNotFound(id));
  return record;
}

/** @param missing what EC2 says where there is none: of one that a request names, or of one among several. */
export function launchTemplateByName(name: string, context: RequestContext, missing: string): LaunchTemplateRecord {
  for (const record of launchTemplates(context).values()) {
    if (record.template.LaunchTemplateName === name) return record;
  }
  throw new SandboxFault('InvalidLaunchTemplateName.NotFoundException', missing);
}

/** The version of a number, of `$Latest` or of `$Default`; the default one without. */
export function launchTemplateVersion(
  record: LaunchTemplateRecord,
  version: string | undefined,
  context: RequestContext,
): LaunchTemplateVersionRecord {
  const { template } = record;
  const number = versionNumber(record, version ?? '$Default');
  const found = number === undefined ? undefined : launchTemplateVersions(context).get(versionKey(record, number));
  if (found) return found;
  const message = messages.templateVersionNotFound(template.LaunchTemplateId, version ?? '');
  throw new SandboxFault('InvalidLaunchTemplateId.VersionNotFound', message);
}

/** Undefined for what is no version at all. */
export function versionNumber({ template }: LaunchTemplateRecord, version: string): number | undefined {
  if (version === '$Latest') return template.LatestVersionNumber;
  if (version === '$Default' || version === '') return template.DefaultVersionNumber;
  return /^\d+$/.test(version) ? Number(version) : undefined;
}
