import type { SandboxService } from '../../service.ts';
import { readLogStep } from './http/read-log-step.ts';
import { lookupEvents } from './lookup-events.ts';

/** The event history of CloudTrail over the sandbox's own list of requests; there are no trails. */
export const cloudtrail: SandboxService = {
  service: 'cloudtrail',
  steps: [readLogStep],
  // Without the step, which has the list, there is nothing to tell.
  operations: { LookupEvents: (input, context) => lookupEvents(input, context, []) },
};
