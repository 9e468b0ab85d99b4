import { unknownMembers } from '../../../aws/protocols/unknown-members.ts';
import { known } from '../exchange.ts';
import type { Step } from '../step.ts';

/**
 * AWS passes over members that it does not know. One that asks for a dry run is not to be passed over: what a newer client
 * only wants to try would be done.
 */
export const noteUnknownMembers: Step = {
  name: 'note unknown members',
  run(exchange) {
    const { model, faults } = known(exchange.found, 'service');
    const operation = known(exchange.operation, 'operation');
    const unknown = unknownMembers(model, operation, exchange.http);
    if (unknown.length === 0) return;
    exchange.unknownMembers = unknown.map(({ path }) => path);
    const dryRun = unknown.find(
      ({ path, value }) => /^dry_?run$/i.test(path) && String(value).toLowerCase() === 'true',
    );
    if (dryRun === undefined) return;
    throw faults.notImplemented(
      `The sandbox's model of ${model.metadata.serviceId} has no member ${dryRun.path} of ${operation}. Nothing was done; send the request without it to do it.`,
    );
  },
};
