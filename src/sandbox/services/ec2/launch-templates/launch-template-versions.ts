import type { WireStructure } from '../../../../aws/service-model.ts';
import { callerArn } from '../../../kit/arn-in.ts';
import { flagOf, isoTime, present, structureOf, textOf, textsOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { invalidCombination, invalidValue, missingParameter } from '../faults.ts';
import { compileFilters } from '../filters.ts';
import { resolveImageId } from '../images/resolve-image-id.ts';
import { checkUserData } from '../instances/check-user-data.ts';
import { ownInstance } from '../instances/instance-lookup.ts';
import { pages } from '../pages.ts';
import { launchTemplateOf, launchTemplateVersion, versionNumber } from './launch-template-lookup.ts';
import {
  type LaunchTemplateRecord,
  type LaunchTemplateVersionRecord,
  launchTemplates,
  launchTemplateVersions,
  versionKey,
  versionsOf,
} from './launch-template-record.ts';

/** With `SourceVersion` what the request leaves out is as there. */
export function createLaunchTemplateVersion(input: WireStructure, context: RequestContext): WireStructure {
  const record = launchTemplateOf(input, context);
  const data = structureOf(input.LaunchTemplateData);
  const source = textOf(input.SourceVersion);
  if (source === undefined && Object.keys(data).length === 0) throw missingParameter('LaunchTemplateData');
  checkUserData(data.UserData);
  const base = source === undefined ? {} : launchTemplateVersion(record, source, context).data;
  const number = record.template.LatestVersionNumber + 1;
  const version: LaunchTemplateVersionRecord = present({
    number,
    description: textOf(input.VersionDescription),
    created: isoTime(context.now),
    createdBy: callerArn(context),
    data: { ...base, ...data },
  } satisfies { [Member in keyof LaunchTemplateVersionRecord]: LaunchTemplateVersionRecord[Member] | undefined });
  const changed = { ...record, template: { ...record.template, LatestVersionNumber: number } };
  launchTemplates(context).set(record.template.LaunchTemplateId, changed);
  launchTemplateVersions(context).set(versionKey(record, number), version);
  return { LaunchTemplateVersion: show({ record: changed, version }, false, context) };
}

interface Shown {
  readonly record: LaunchTemplateRecord;
  readonly version: LaunchTemplateVersionRecord;
}

function show({ record, version }: Shown, resolves: boolean, context: RequestContext): WireStructure {
  const { LaunchTemplateId, LaunchTemplateName, DefaultVersionNumber } = record.template;
  const { number, description, created, createdBy, data } = version;
  const imageId = textOf(data.ImageId);
  const resolved =
    resolves && imageId?.startsWith('resolve:') ? { ImageId: resolveImageId(imageId, context) } : undefined;
  return present({
    LaunchTemplateId,
    LaunchTemplateName,
    VersionNumber: number,
    VersionDescription: description,
    CreateTime: created,
    CreatedBy: createdBy,
    DefaultVersion: number === DefaultVersionNumber,
    LaunchTemplateData: { ...shownData(data), ...resolved },
  });
}

/** Answers call what a request calls by these names otherwise. */
function shownData(data: WireStructure): WireStructure {
  return data.MetadataOptions === undefined
    ? data
    : { ...data, MetadataOptions: { State: 'applied', ...structureOf(data.MetadataOptions) } };
}

/** The versions of one template, newest first; without one the latest or default versions of all of them. */
export function describeLaunchTemplateVersions(input: WireStructure, context: RequestContext): WireStructure {
  const fits = compileFilters<Shown>(
    input,
    {
      'create-time': ({ version }) => version.created,
      'ebs-optimized': ({ version }) => flagOf(version.data.EbsOptimized),
      'http-endpoint': ({ version }) => textOf(structureOf(version.data.MetadataOptions).HttpEndpoint),
      'http-protocol-ipv4': ({ version }) => textOf(structureOf(version.data.MetadataOptions).HttpProtocolIpv6),
      'http-tokens': ({ version }) => textOf(structureOf(version.data.MetadataOptions).HttpTokens),
      'host-resource-group-arn': ({ version }) => textOf(structureOf(version.data.Placement).HostResourceGroupArn),
      'iam-instance-profile': ({ version }) => {
        const { Arn, Name } = structureOf(version.data.IamInstanceProfile);
        return textOf(Arn) ?? textOf(Name);
      },
      'image-id': ({ version }) => textOf(version.data.ImageId),
      'instance-type': ({ version }) => textOf(version.data.InstanceType),
      'is-default-version': ({ record, version }) => version.number === record.template.DefaultVersionNumber,
      'kernel-id': ({ version }) => textOf(version.data.KernelId),
      'license-configuration-arn': () => undefined,
      'network-card-index': () => undefined,
      'ram-disk-id': ({ version }) => textOf(version.data.RamDiskId),
    },
    () => [],
  );
  const page = pages.byKey(
    'launch-template-versions',
    wantedVersions(input, context),
    { keyOf: orderOf, accepts: fits },
    input,
  );
  const resolves = flagOf(input.ResolveAlias) === true;
  return {
    LaunchTemplateVersions: page.items.map((item) => show(item, resolves, context)),
    NextToken: page.nextToken,
  };
}

/** Newest first within a template. */
function orderOf({ record, version }: Shown): string {
  return `${record.template.LaunchTemplateId}/${String(1e9 - version.number).padStart(10, '0')}`;
}

function wantedVersions(input: WireStructure, context: RequestContext): readonly Shown[] {
  const versions = textsOf(input.Versions);
  if (input.LaunchTemplateId === undefined && input.LaunchTemplateName === undefined) {
    if (versions.length === 0) throw missingParameter('LaunchTemplateId');
    const numbered = versions.find((version) => version !== '$Latest' && version !== '$Default');
    if (numbered !== undefined) throw invalidValue(messages.badTemplateVersion(numbered));
    return [...launchTemplates(context).values()].flatMap((record) => versionsNamed(record, versions, context));
  }
  const record = launchTemplateOf(input, context);
  const least = textOf(input.MinVersion);
  const most = textOf(input.MaxVersion);
  if (versions.length > 0) {
    if (least !== undefined || most !== undefined) throw invalidCombination(messages.versionsAndRange);
    return versionsNamed(record, versions, context);
  }
  const bound = (text: string | undefined, otherwise: number) => {
    if (text === undefined) return otherwise;
    const number = versionNumber(record, text);
    if (number === undefined) throw invalidValue(messages.badTemplateVersion(text));
    return number;
  };
  const from = bound(least, 1);
  const to = bound(most, record.template.LatestVersionNumber);
  return versionsOf(record, context)
    .filter(({ number }) => number >= from && number <= to)
    .map((version) => ({ record, version }))
    .reverse();
}

function versionsNamed(
  record: LaunchTemplateRecord,
  names: readonly string[],
  context: RequestContext,
): readonly Shown[] {
  const found = names.map((name) => launchTemplateVersion(record, name, context));
  return [...new Set(found)].map((version) => ({ record, version }));
}

/** One by one: what cannot be deleted is told beside what was. */
export function deleteLaunchTemplateVersions(input: WireStructure, context: RequestContext): WireStructure {
  const record = launchTemplateOf(input, context);
  const { LaunchTemplateId, LaunchTemplateName, DefaultVersionNumber } = record.template;
  const deleted: WireStructure[] = [];
  const kept: WireStructure[] = [];
  for (const name of textsOf(input.Versions)) {
    const VersionNumber = /^\d+$/.test(name) ? Number(name) : undefined;
    if (VersionNumber === undefined) throw invalidValue(messages.badTemplateVersion(name));
    const item = { LaunchTemplateId, LaunchTemplateName, VersionNumber };
    const isDefault = VersionNumber === DefaultVersionNumber;
    if (!isDefault && launchTemplateVersions(context).delete(versionKey(record, VersionNumber))) deleted.push(item);
    else {
      const ResponseError = isDefault
        ? { Code: 'unexpectedError', Message: messages.defaultTemplateVersion }
        : {
            Code: 'launchTemplateVersionDoesNotExist',
            Message: messages.templateVersionNotFound(LaunchTemplateId, name),
          };
      kept.push({ ...item, ResponseError });
    }
  }
  return {
    SuccessfullyDeletedLaunchTemplateVersions: deleted,
    UnsuccessfullyDeletedLaunchTemplateVersions: kept,
  };
}

/** What a template would have to say to launch an instance such as this. */
export function getLaunchTemplateData(input: WireStructure, context: RequestContext): WireStructure {
  const { instance } = ownInstance(context, textOf(input.InstanceId) ?? '');
  const { HttpTokens, HttpEndpoint, HttpPutResponseHopLimit, HttpProtocolIpv6, InstanceMetadataTags } = structureOf(
    instance.MetadataOptions,
  );
  const profile = structureOf(instance.IamInstanceProfile);
  const groups = Array.isArray(instance.SecurityGroups) ? instance.SecurityGroups : [];
  return {
    LaunchTemplateData: present({
      EbsOptimized: flagOf(instance.EbsOptimized),
      IamInstanceProfile: profile.Arn === undefined ? undefined : { Arn: profile.Arn },
      BlockDeviceMappings: instance.BlockDeviceMappings.map(({ DeviceName, Ebs }) => ({
        DeviceName,
        Ebs: { DeleteOnTermination: Ebs.DeleteOnTermination },
      })),
      ImageId: instance.ImageId,
      InstanceType: instance.InstanceType,
      KeyName: textOf(instance.KeyName),
      Monitoring: { Enabled: structureOf(instance.Monitoring).State === 'enabled' },
      Placement: { AvailabilityZone: instance.Placement.AvailabilityZone, GroupName: '', Tenancy: 'default' },
      SecurityGroupIds: groups.flatMap((group) => textOf(structureOf(group).GroupId) ?? []),
      TagSpecifications: instance.Tags?.length ? [{ ResourceType: 'instance', Tags: instance.Tags }] : undefined,
      MetadataOptions: {
        State: 'applied',
        HttpTokens,
        HttpEndpoint,
        HttpPutResponseHopLimit,
        HttpProtocolIpv6,
        InstanceMetadataTags,
      },
    }),
  };
}
