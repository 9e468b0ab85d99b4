import type { WireStructure } from '../../../aws/service-model.ts';
import type { RequestContext } from '../../service.ts';
import { SandboxFault } from '../../service.ts';
import { isoTime, structuresOf, textOf, textsOf } from '../members.ts';
import { durations, usageReportKept } from './assumptions.ts';
import { missingParameter } from './faults.ts';
import { compileFilters } from './filters.ts';
import { ownImage } from './image-lookup.ts';
import { type InstanceRecord, instancesTable } from './instance-record.ts';
import { cutPage } from './paging.ts';
import { readTagSpecifications, tagsMember } from './tags.ts';
import { type UsageReportRecord, usageReportsTable } from './usage-report-record.ts';

interface Entry {
  readonly account: string;
  readonly report: UsageReportRecord;
  readonly count: number;
}

/** Reports how many instances of each account run an image of one's own. */
export function createImageUsageReport(input: WireStructure, context: RequestContext): WireStructure {
  const { image } = ownImage(context, textOf(input.ImageId) ?? '');
  const types = structuresOf(input.ResourceTypes);
  if (types.length === 0) throw missingParameter('ResourceTypes');
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
  const page = cutPage('usage-reports', wanted(input, context), ({ report }) => report.ReportId, fits, input);
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
      'resource-type': () => 'ec2:Instance',
    },
    () => [],
  );
  const keyOf = ({ report, account }: Entry) => `${report.report.ReportId}/${account}`;
  const page = cutPage('usage-report-entries', entries(input, context), keyOf, fits, input);
  return {
    ImageUsageReportEntries: page.items.map(({ account, report, count }) => ({
      ResourceType: 'ec2:Instance',
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
    const accounts = textsOf(report.report.AccountIds);
    for (const place of context.state.places(instancesTable)) {
      if (place.region !== context.region || (accounts.length > 0 && !accounts.includes(place.account))) continue;
      const instances = [...context.state.table<InstanceRecord>(place, instancesTable).values()];
      const count = instances.filter(
        ({ instance, state }) => instance.ImageId === report.report.ImageId && state !== 'terminated',
      ).length;
      if (count > 0) yield { account: place.account, report, count };
    }
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
