import type { WireStructure } from '../../../../aws/service-model.ts';
import type { Clock } from '../../../service.ts';
import type { InstanceRecord } from './instance-record.ts';
import { instanceStateOf, stateMember } from './instance-state.ts';
import { publicAddressOf } from './public-address.ts';

/** As DescribeInstances shows it now. */
export function showInstance(record: InstanceRecord, clock: Clock): WireStructure {
  const state = instanceStateOf(record, clock);
  const shown = {
    ...record.instance,
    ...publicAddressOf(record, clock),
    State: stateMember(state),
    StateTransitionReason: reasonOf(record),
  };
  if (state !== 'terminated') return shown;
  return {
    ...shown,
    BlockDeviceMappings: [],
    StateReason: {
      Code: 'Client.UserInitiatedShutdown',
      Message: 'Client.UserInitiatedShutdown: User initiated shutdown',
    },
  };
}

function reasonOf({ state, change }: InstanceRecord): string {
  if (!change || (state !== 'stopped' && state !== 'terminated')) return '';
  const time = new Date(change.start).toISOString().replace('T', ' ').slice(0, 19);
  return `User initiated (${time} GMT)`;
}
