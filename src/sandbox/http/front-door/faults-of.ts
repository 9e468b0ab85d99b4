import type { ServiceModel } from '../../../aws/service-model.ts';
import type { FrontDoorFaults } from '../../dialect.ts';
import type { SandboxService } from '../../service.ts';
import { protocolFaults } from './protocol-faults.ts';

/** How a service words its errors: by its dialect, and by its protocol where that says nothing. */
export function faultsOf({ dialect }: SandboxService, model: ServiceModel): FrontDoorFaults {
  return { ...protocolFaults(model), ...dialect?.faults };
}
