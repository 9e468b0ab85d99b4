import type { WireStructure } from '../../../../aws/service-model.ts';
import { callerArn } from '../../../kit/arn-in.ts';
import { isoTime, present, structureOf, textOf, textsOf } from '../../../kit/members.ts';
import { tagsMember } from '../../../kit/tags/tag.ts';
import type { RequestContext } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { invalidValue, missingParameter } from '../faults.ts';
import { compileFilters } from '../filters.ts';
import { checkUserData } from '../instances/check-user-data.ts';
import { pages } from '../pages.ts';
import { readTagSpecifications } from '../tags/tags.ts';
import { launchTemplateById, launchTemplateByName, launchTemplateOf, versionNumber } from './launch-template-lookup.ts';
import {
  type LaunchTemplateRecord,
  launchTemplates,
  launchTemplateVersions,
  versionKey,
  versionsOf,
} from './launch-template-record.ts';

export function createLaunchTemplate(input: WireStructure, context: RequestContext): WireStructure {
  const name = textOf(input.LaunchTemplateName) ?? '';
  if (!/^[a-zA-Z0-9().\-/_]{3,128}$/.test(name)) {
    throw new SandboxFault('InvalidLaunchTemplateName.MalformedException', messages.badTemplateName);
  }
  const data = structureOf(input.LaunchTemplateData);
  if (Object.keys(data).length === 0) throw missingParameter('LaunchTemplateData');
  checkUserData(data.UserData);
  const tags = readTagSpecifications(input, ['launch-template']);
  for (const { template } of launchTemplates(context).values()) {
    if (template.LaunchTemplateName !== name) continue;
    throw new SandboxFault('InvalidLaunchTemplateName.AlreadyExistsException', messages.templateNameTaken);
  }
  const created = isoTime(context.now);
  const createdBy = callerArn(context);
  const record: LaunchTemplateRecord = {
    template: {
      LaunchTemplateId: context.state.identifier('lt-', 17),
      LaunchTemplateName: name,
      CreateTime: created,
      CreatedBy: createdBy,
      DefaultVersionNumber: 1,
      LatestVersionNumber: 1,
      ...tagsMember(tags['launch-template']),
    },
  };
  const description = textOf(input.VersionDescription);
  launchTemplates(context).set(record.template.LaunchTemplateId, record);
  launchTemplateVersions(context).set(
    versionKey(record, 1),
    present({ number: 1, description, created, createdBy, data }),
  );
  return { LaunchTemplate: record.template };
}

export function describeLaunchTemplates(input: WireStructure, context: RequestContext): WireStructure {
  const ids = textsOf(input.LaunchTemplateIds);
  const names = textsOf(input.LaunchTemplateNames);
  const named = [
    ...ids.map((id) => launchTemplateById(id, context)),
    ...names.map((name) => launchTemplateByName(name, context, messages.templateNamesNotFound)),
  ];
  const fits = compileFilters<LaunchTemplateRecord>(
    input,
    {
      'create-time': ({ template }) => template.CreateTime,
      'launch-template-name': ({ template }) => template.LaunchTemplateName,
    },
    ({ template }) => template.Tags ?? [],
  );
  const records = named.length > 0 ? named : launchTemplates(context).values();
  const page = pages.byKey(
    'launch-templates',
    records,
    { keyOf: ({ template }) => template.LaunchTemplateId, accepts: fits },
    input,
  );
  return { LaunchTemplates: page.items.map(({ template }) => template), NextToken: page.nextToken };
}

export function modifyLaunchTemplate(input: WireStructure, context: RequestContext): WireStructure {
  const record = launchTemplateOf(input, context);
  const version = textOf(input.DefaultVersion);
  if (version === undefined) throw missingParameter('SetDefaultVersion');
  const number = versionNumber(record, version);
  if (number === undefined) throw invalidValue(messages.badTemplateVersion(version));
  if (!launchTemplateVersions(context).has(versionKey(record, number))) {
    const message = messages.templateVersionNotFound(record.template.LaunchTemplateId, version);
    throw new SandboxFault('InvalidLaunchTemplateId.VersionNotFound', message);
  }
  const template = { ...record.template, DefaultVersionNumber: number };
  launchTemplates(context).set(template.LaunchTemplateId, { ...record, template });
  return { LaunchTemplate: template };
}

/** Its versions go with it. */
export function deleteLaunchTemplate(input: WireStructure, context: RequestContext): WireStructure {
  const record = launchTemplateOf(input, context);
  for (const { number } of versionsOf(record, context)) {
    launchTemplateVersions(context).delete(versionKey(record, number));
  }
  launchTemplates(context).delete(record.template.LaunchTemplateId);
  return { LaunchTemplate: record.template };
}
