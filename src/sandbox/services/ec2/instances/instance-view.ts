import type { WireStructure } from '../../../../aws/service-model.ts';
import type { Clock } from '../../../service.ts';
import { usualDnsNames } from '../networks/dns-names.ts';
import type { InstanceRecord } from './instance-record.ts';
import { instanceStateOf, stateMember } from './instance-state.ts';
import { networkInterfaceOf } from './network-interface-view.ts';
import { publicAddressOf } from './public-address.ts';

/** What every instance of the sandbox is launched with (documented as usual). */
export const usualOptions = {
  CapacityReservationSpecification: { CapacityReservationPreference: 'open' },
  EnclaveOptions: { Enabled: false },
  HibernationOptions: { Configured: false },
  MaintenanceOptions: { AutoRecovery: 'default' },
  NetworkPerformanceOptions: { BandwidthWeighting: 'default' },
  Operator: { Managed: false },
  PrivateDnsNameOptions: usualDnsNames,
} as const;

/** As DescribeInstances shows it now. */
export function showInstance(record: InstanceRecord, clock: Clock): WireStructure {
  const state = instanceStateOf(record, clock);
  const networkInterface = networkInterfaceOf(record, clock);
  const shown = {
    ...record.instance,
    ...usualOptions,
    NetworkInterfaces: networkInterface === undefined ? [] : [networkInterface],
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
