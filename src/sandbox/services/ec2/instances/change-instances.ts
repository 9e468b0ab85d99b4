import type { WireStructure } from '../../../../aws/service-model.ts';
import { textsOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';
import { durations, messages } from '../assumptions.ts';
import { type VolumeRecord, volumesTable } from '../volumes/volume-record.ts';
import { instancesById, ownInstances } from './instance-lookup.ts';
import type { InstanceRecord, InstanceState } from './instance-record.ts';
import { instanceStateOf, stateMember } from './instance-state.ts';

interface Change {
  readonly through: InstanceState;
  readonly to: InstanceState;
  readonly milliseconds: number;
  readonly allowedFrom: readonly InstanceState[];
}

/** Answers the states before and after of each instance. */
function changeInstances(input: WireStructure, change: Change, context: RequestContext) {
  const records = instancesById(context, textsOf(input.InstanceIds));
  for (const record of records) {
    const state = instanceStateOf(record, context.clock);
    if (!change.allowedFrom.includes(state)) {
      throw new SandboxFault('IncorrectInstanceState', messages.instanceState(record.instance.InstanceId, state));
    }
  }
  return records.map((record) => {
    const previous = instanceStateOf(record, context.clock);
    const changed: InstanceRecord = {
      ...record,
      state: change.to,
      change: { from: change.through, start: context.now, milliseconds: change.milliseconds },
    };
    if (previous !== change.to) ownInstances(context).set(record.instance.InstanceId, changed);
    const current = previous === change.to ? previous : instanceStateOf(changed, context.clock);
    return { record, previous, current };
  });
}

function shown(changes: ReturnType<typeof changeInstances>) {
  return changes.map(({ record, previous, current }) => ({
    InstanceId: record.instance.InstanceId,
    CurrentState: stateMember(current),
    PreviousState: stateMember(previous),
  }));
}

export function stopInstances(input: WireStructure, context: RequestContext): WireStructure {
  const change: Change = {
    through: 'stopping',
    to: 'stopped',
    milliseconds: durations.stopInstance,
    allowedFrom: ['pending', 'running', 'stopping', 'stopped'],
  };
  refuseProtected(input, 'disableApiStop', context);
  return { StoppingInstances: shown(changeInstances(input, change, context)) };
}

export function startInstances(input: WireStructure, context: RequestContext): WireStructure {
  const change: Change = {
    through: 'pending',
    to: 'running',
    milliseconds: durations.startInstance,
    allowedFrom: ['stopped', 'pending', 'running'],
  };
  return { StartingInstances: shown(changeInstances(input, change, context)) };
}

export function terminateInstances(input: WireStructure, context: RequestContext): WireStructure {
  const change: Change = {
    through: 'shutting-down',
    to: 'terminated',
    milliseconds: durations.terminateInstance,
    allowedFrom: ['pending', 'running', 'stopping', 'stopped', 'shutting-down', 'terminated'],
  };
  refuseProtected(input, 'disableApiTermination', context);
  const changes = changeInstances(input, change, context);
  for (const { record, previous } of changes) if (previous !== 'terminated') release(record, context);
  return { TerminatingInstances: shown(changes) };
}

/** Nothing happens to any instance when one is protected. */
function refuseProtected(
  input: WireStructure,
  attribute: 'disableApiTermination' | 'disableApiStop',
  context: RequestContext,
): void {
  for (const { instance, attributes } of instancesById(context, textsOf(input.InstanceIds))) {
    if (attributes?.[attribute] !== true) continue;
    const verb = attribute === 'disableApiStop' ? 'stopped' : 'terminated';
    const message = `The instance '${instance.InstanceId}' may not be ${verb}. Modify its '${attribute}' instance attribute and try again.`;
    throw new SandboxFault('OperationNotPermitted', message);
  }
}

/** Running instances alone; nothing shows it afterwards. */
export function rebootInstances(input: WireStructure, context: RequestContext): WireStructure {
  for (const record of instancesById(context, textsOf(input.InstanceIds))) {
    const state = instanceStateOf(record, context.clock);
    if (state === 'running' || state === 'pending') continue;
    throw new SandboxFault('IncorrectState', messages.instanceState(record.instance.InstanceId, state));
  }
  return {};
}

/** Deletes the volumes that go with the instance and frees the others. */
function release({ instance }: InstanceRecord, context: RequestContext): void {
  const instances = ownInstances(context);
  const record = instances.get(instance.InstanceId);
  if (record) instances.set(instance.InstanceId, { ...record, terminated: context.now });
  const volumes = context.table<VolumeRecord>(volumesTable);
  for (const { Ebs } of instance.BlockDeviceMappings) {
    const kept = volumes.get(Ebs.VolumeId);
    if (Ebs.DeleteOnTermination || !kept) volumes.delete(Ebs.VolumeId);
    else volumes.set(Ebs.VolumeId, { volume: { ...kept.volume, State: 'available', Attachments: [] } });
  }
}
