import type { WireStructure } from '../../../../aws/service-model.ts';
import { flagOf, numberOf, textsOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { durations, messages } from '../assumptions.ts';
import { invalidCombination } from '../faults.ts';
import { compileFilters } from '../filters.ts';
import { pages } from '../pages.ts';
import { instancesById, ownInstances } from './instance-lookup.ts';
import type { InstanceRecord } from './instance-record.ts';
import { instanceStateOf, isGone, stateMember } from './instance-state.ts';

/** Running instances, all of them when told to; the checks pass some minutes after the start. */
export function describeInstanceStatus(input: WireStructure, context: RequestContext): WireStructure {
  const ids = textsOf(input.InstanceIds);
  if (ids.length > 0 && numberOf(input.MaxResults) !== undefined) {
    throw invalidCombination(messages.idsWithPage('instancesSet'));
  }
  const all = flagOf(input.IncludeAllInstances) === true;
  const state = (record: InstanceRecord) => instanceStateOf(record, context.clock);
  const statusOf = (record: InstanceRecord) => {
    if (state(record) !== 'running') return { status: 'not-applicable', reachability: undefined };
    const start = record.change?.start ?? Date.parse(record.instance.LaunchTime);
    const passed = context.clock.progress(start, durations.startInstance + durations.instanceChecks) >= 1;
    return passed ? { status: 'ok', reachability: 'passed' } : { status: 'initializing', reachability: 'initializing' };
  };
  const fits = compileFilters<InstanceRecord>(
    input,
    {
      'availability-zone': ({ instance }) => instance.Placement.AvailabilityZone,
      'availability-zone-id': ({ instance }) => instance.Placement.AvailabilityZoneId,
      'event.code': () => undefined,
      'event.description': () => undefined,
      'event.instance-event-id': () => undefined,
      'event.not-after': () => undefined,
      'event.not-before': () => undefined,
      'event.not-before-deadline': () => undefined,
      'instance-state-code': (record) => stateMember(state(record)).Code,
      'instance-state-name': state,
      'instance-status.reachability': (record) => statusOf(record).reachability,
      'instance-status.status': (record) => statusOf(record).status,
      'system-status.reachability': (record) => statusOf(record).reachability,
      'system-status.status': (record) => statusOf(record).status,
      'application-status.status': () => 'not-applicable',
      'attached-ebs-status.status': (record) => statusOf(record).status,
      'operator.managed': () => false,
      'operator.principal': () => undefined,
    },
    ({ instance }) => instance.Tags ?? [],
  );
  const accepts = (record: InstanceRecord) =>
    !isGone(record, context.now) && (all || state(record) === 'running') && fits(record);
  const records = ids.length > 0 ? instancesById(context, ids) : ownInstances(context).values();
  const page = pages.byKey(
    'instance-status',
    records,
    { keyOf: ({ instance }) => instance.InstanceId, accepts },
    input,
  );
  const summary = (record: InstanceRecord): WireStructure => {
    const { status, reachability } = statusOf(record);
    const details = reachability === undefined ? [] : [{ Name: 'reachability', Status: reachability }];
    return { Status: status, ...(details.length > 0 ? { Details: details } : {}) };
  };
  return {
    InstanceStatuses: page.items.map((record) => ({
      InstanceId: record.instance.InstanceId,
      AvailabilityZone: record.instance.Placement.AvailabilityZone,
      AvailabilityZoneId: record.instance.Placement.AvailabilityZoneId,
      InstanceState: stateMember(state(record)),
      InstanceStatus: summary(record),
      SystemStatus: summary(record),
      AttachedEbsStatus: summary(record),
    })),
    NextToken: page.nextToken,
  };
}
