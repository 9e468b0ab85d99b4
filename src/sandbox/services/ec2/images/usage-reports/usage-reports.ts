import type { WireStructure } from '../../../../../aws/service-model.ts';
import { contextIn } from '../../../../kit/context-in.ts';
import { isoTime, structuresOf, textOf, textsOf } from '../../../../kit/members.ts';
import { tagsMember } from '../../../../kit/tags/tag.ts';
import type { Place, RequestContext } from '../../../../service.ts';
import { SandboxFault } from '../../../../service.ts';
import { durations, messages, usageReportKept, versionDepth } from '../../assumptions.ts';
import { invalidCombination, invalidValue, missingParameter } from '../../faults.ts';
import { compileFilters } from '../../filters.ts';
import { type InstanceRecord, instancesTable } from '../../instances/instance-record.ts';
import { launchTemplates, launchTemplatesTable, versionsOf } from '../../launch-templates/launch-template-record.ts';
import { pages } from '../../pages.ts';
import { readTagSpecifications } from '../../tags/tags.ts';
import { ownImage } from '../image-lookup.ts';
import { readDepth } from '../image-references.ts';
import { type UsageReportRecord, usageReportsTable } from './usage-report-record.ts';

interface Entry {
  readonly account: string;
  readonly type: string;
  readonly report: UsageReportRecord;
  readonly count: number;
}

/** Reports how many instances of each account run an image of one's own. */
export function createImageUsageReport(input: WireStructure, context: RequestContext): WireStructure {
  const { image } = ownImage(context, textOf(input.ImageId) ?? '');
  const types = structuresOf(input.ResourceTypes);
  if (types.length === 0) throw missingParameter('ResourceTypes');
  for (const type of types) checkType(type);
  const tags = readTagSpecifications(input, ['image-usage-report']);
  const id = context.state.identifier('amiur-', 17);
  const report = {
    ImageId: image.ImageId,
    ReportId: id,
    ResourceTypes: types,
    AccountIds: textsOf(input.AccountIds),
    State: 'available',
    CreationTime: isoTime(context.now),
    ExpirationTime: isoTime(context.now + usageReportKept),
    ...tagsMember(tags['image-usage-report']),
  };
  reports(context).set(id, { report, start: context.now });
  return { ReportId: id };
}

function checkType({ ResourceType, ResourceTypeOptions }: WireStructure): void {
  const type = textOf(ResourceType) ?? '';
  if (type !== 'ec2:Instance' && type !== 'ec2:LaunchTemplate') {
    throw invalidValue(`Value (${type}) for parameter ResourceType is invalid.`);
  }
  for (const { OptionName, OptionValues } of structuresOf(ResourceTypeOptions)) {
    const [value = ''] = textsOf(OptionValues);
    if (type !== 'ec2:LaunchTemplate' || OptionName !== 'version-depth' || readDepth(value) === undefined) {
      throw invalidCombination(messages.badReferenceOption(textOf(OptionName) ?? ''));
    }
  }
}

function reports(context: RequestContext) {
  return context.table<UsageReportRecord>(usageReportsTable);
}

function isReady({ start }: UsageReportRecord, context: RequestContext): boolean {
  return context.clock.progress(start, durations.usageReport) >= 1;
}

function* wanted(input: WireStructure, context: RequestContext): Generator<UsageReportRecord> {
  const ids = textsOf(input.ReportIds);
  const images = textsOf(input.ImageIds);
  for (const id of ids) if (!reports(context).has(id)) throw reportNotFound(id);
  for (const record of reports(context).values()) {
    const { ReportId, ImageId } = record.report;
    if (record.start + usageReportKept <= context.now) continue;
    if ((ids.length === 0 || ids.includes(ReportId)) && (images.length === 0 || images.includes(ImageId))) yield record;
  }
}

export function describeImageUsageReports(input: WireStructure, context: RequestContext): WireStructure {
  const state = (record: UsageReportRecord) => (isReady(record, context) ? 'available' : 'pending');
  const fits = compileFilters<UsageReportRecord>(
    input,
    { state, 'creation-time': ({ report }) => report.CreationTime },
    ({ report }) => report.Tags ?? [],
  );
  const page = pages.byKey(
    'usage-reports',
    wanted(input, context),
    { keyOf: ({ report }) => report.ReportId, accepts: fits },
    input,
  );
  return {
    ImageUsageReports: page.items.map((record) => ({ ...record.report, State: state(record) })),
    NextToken: page.nextToken,
  };
}

export function describeImageUsageReportEntries(input: WireStructure, context: RequestContext): WireStructure {
  const fits = compileFilters<Entry>(
    input,
    {
      'account-id': ({ account }) => account,
      'creation-time': ({ report }) => report.report.CreationTime,
      'resource-type': ({ type }) => type,
    },
    () => [],
  );
  const keyOf = ({ report, account, type }: Entry) => `${report.report.ReportId}/${account}/${type}`;
  const page = pages.byKey('usage-report-entries', entries(input, context), { keyOf, accepts: fits }, input);
  return {
    ImageUsageReportEntries: page.items.map(({ account, type, report, count }) => ({
      ResourceType: type,
      ReportId: report.report.ReportId,
      UsageCount: count,
      AccountId: account,
      ImageId: report.report.ImageId,
      ReportCreationTime: report.report.CreationTime,
    })),
    NextToken: page.nextToken,
  };
}

function* entries(input: WireStructure, context: RequestContext): Generator<Entry> {
  for (const report of wanted(input, context)) {
    if (!isReady(report, context)) continue;
    for (const type of structuresOf(report.report.ResourceTypes)) {
      if (type.ResourceType === 'ec2:Instance') yield* instanceEntries(report, context);
      else yield* launchTemplateEntries(report, type, context);
    }
  }
}

/** The accounts of the region that have a table and are in the report. */
function* placesOf({ report }: UsageReportRecord, table: string, context: RequestContext): Generator<Place> {
  const accounts = textsOf(report.AccountIds);
  for (const place of context.state.places(table)) {
    if (place.region === context.region && (accounts.length === 0 || accounts.includes(place.account))) yield place;
  }
}

function* instanceEntries(report: UsageReportRecord, context: RequestContext): Generator<Entry> {
  for (const place of placesOf(report, instancesTable, context)) {
    const instances = [...context.state.table<InstanceRecord>(place, instancesTable).values()];
    const count = instances.filter(
      ({ instance, state }) => instance.ImageId === report.report.ImageId && state !== 'terminated',
    ).length;
    if (count > 0) yield { account: place.account, type: 'ec2:Instance', report, count };
  }
}

/** Every version counts that is not deeper than the report goes. */
function* launchTemplateEntries(
  report: UsageReportRecord,
  type: WireStructure,
  context: RequestContext,
): Generator<Entry> {
  const [option] = structuresOf(type.ResourceTypeOptions);
  const depth = readDepth(textsOf(option?.OptionValues)[0] ?? '') ?? versionDepth.usageReport;
  for (const place of placesOf(report, launchTemplatesTable, context)) {
    const there = contextIn(context, place);
    const versions = [...launchTemplates(there).values()].flatMap((record) => versionsOf(record, there).slice(-depth));
    const count = versions.filter(({ data }) => data.ImageId === report.report.ImageId).length;
    if (count > 0) yield { account: place.account, type: 'ec2:LaunchTemplate', report, count };
  }
}

export function deleteImageUsageReport(input: WireStructure, context: RequestContext): WireStructure {
  const id = textOf(input.ReportId) ?? '';
  if (!reports(context).delete(id)) throw reportNotFound(id);
  return { Return: true };
}

function reportNotFound(id: string): SandboxFault {
  return new SandboxFault('InvalidImageUsageReportId.NotFound', `The report '${id}' does not exist.`);
}
