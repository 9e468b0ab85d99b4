import { isStructure } from '../../../../aws/protocols/structure-values.ts';
import type { WireStructure } from '../../../../aws/service-model.ts';
import { flagOf, isoTime, numberOf, present, structureOf, textOf, textsOf } from '../../../kit/members.ts';
import type { RequestContext, Table } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';
import { durations, fastLaunch, messages } from '../assumptions.ts';
import { invalidValue } from '../faults.ts';
import { compileFilters } from '../filters.ts';
import { checkIds } from '../ids.ts';
import { launchTemplateOf, launchTemplateVersion } from '../launch-templates/launch-template-lookup.ts';
import { pages } from '../pages.ts';
import { usableImage, visibleImage } from './image-lookup.ts';

/** Windows fast launch of an image, under the image's id. */
interface FastLaunchRecord {
  /** As DescribeFastLaunchImages shows it, but for its state. */
  readonly item: WireStructure & { readonly ImageId: string };
  /** What it was last told to be. */
  readonly wanted: 'enabled' | 'disabled';
  readonly start: number;
}

function fastLaunches(context: RequestContext): Table<FastLaunchRecord> {
  return context.table<FastLaunchRecord>('ec2.fast-launch-images');
}

function isOver({ wanted, start }: FastLaunchRecord, context: RequestContext): boolean {
  const milliseconds = wanted === 'enabled' ? durations.enableFastLaunch : durations.disableFastLaunch;
  return context.clock.progress(start, milliseconds) >= 1;
}

function show(record: FastLaunchRecord, context: RequestContext): WireStructure {
  const over = isOver(record, context);
  const reason = record.wanted === 'enabled' ? 'Client.UserInitiated' : 'Client.UserInitiated - Lifecycle stopped';
  return {
    ...record.item,
    State: record.wanted === 'enabled' ? (over ? 'enabled' : 'enabling') : 'disabling',
    StateTransitionReason: reason,
    StateTransitionTime: isoTime(record.start),
  };
}

/** Undefined when it was never enabled or is disabled by now. */
function current(id: string, context: RequestContext): FastLaunchRecord | undefined {
  const record = fastLaunches(context).get(id);
  return record?.wanted === 'disabled' && isOver(record, context) ? undefined : record;
}

export function enableFastLaunch(input: WireStructure, context: RequestContext): WireStructure {
  const { image } = usableImage(context, textOf(input.ImageId) ?? '');
  if (image.Platform !== 'windows') throw invalidValue(messages.notWindows(image.ImageId));
  const type = textOf(input.ResourceType) ?? 'snapshot';
  if (type !== 'snapshot') throw invalidValue(`Value (${type}) for parameter ResourceType is invalid.`);
  const parallel = numberOf(input.MaxParallelLaunches) ?? fastLaunch.usualParallelLaunches;
  if (parallel < fastLaunch.leastParallelLaunches) {
    throw invalidValue(messages.fewParallelLaunches(fastLaunch.leastParallelLaunches));
  }
  const count = numberOf(structureOf(input.SnapshotConfiguration).TargetResourceCount) ?? fastLaunch.usualSnapshots;
  if (count < 1) throw invalidValue(`Value (${count}) for parameter TargetResourceCount is invalid.`);
  const item = present({
    ImageId: image.ImageId,
    ResourceType: type,
    SnapshotConfiguration: { TargetResourceCount: count },
    LaunchTemplate: isStructure(input.LaunchTemplate) ? readTemplate(input.LaunchTemplate, context) : undefined,
    MaxParallelLaunches: parallel,
    OwnerId: context.account,
  });
  const record: FastLaunchRecord = { item, wanted: 'enabled', start: context.now };
  fastLaunches(context).set(image.ImageId, record);
  return show(record, context);
}

function readTemplate(specification: WireStructure, context: RequestContext): WireStructure {
  const { template, ...record } = launchTemplateOf(specification, context);
  const { number } = launchTemplateVersion({ ...record, template }, textOf(specification.Version), context);
  const { LaunchTemplateId, LaunchTemplateName } = template;
  return { LaunchTemplateId, LaunchTemplateName, Version: String(number) };
}

export function disableFastLaunch(input: WireStructure, context: RequestContext): WireStructure {
  const { image } = visibleImage(context, textOf(input.ImageId) ?? '');
  const record = current(image.ImageId, context);
  if (!record) throw invalidValue(messages.noFastLaunch(image.ImageId));
  if (record.wanted === 'disabled' && flagOf(input.Force) !== true) {
    throw new SandboxFault('InvalidState', messages.noFastLaunch(image.ImageId));
  }
  const changed: FastLaunchRecord = { ...record, wanted: 'disabled', start: context.now };
  fastLaunches(context).set(image.ImageId, changed);
  return show(changed, context);
}

export function describeFastLaunchImages(input: WireStructure, context: RequestContext): WireStructure {
  const ids = textsOf(input.ImageIds);
  checkIds('ami-', ids);
  const fits = compileFilters<FastLaunchRecord>(
    input,
    {
      'resource-type': () => 'snapshot',
      'owner-id': ({ item }) => textOf(item.OwnerId),
      state: (record) => textOf(show(record, context).State),
    },
    () => [],
  );
  const idOf = ({ item }: FastLaunchRecord) => item.ImageId;
  const accepts = (record: FastLaunchRecord) =>
    current(idOf(record), context) !== undefined && (ids.length === 0 || ids.includes(idOf(record))) && fits(record);
  const page = pages.byKey('fast-launch-images', fastLaunches(context).values(), { keyOf: idOf, accepts }, input);
  return { FastLaunchImages: page.items.map((record) => show(record, context)), NextToken: page.nextToken };
}
