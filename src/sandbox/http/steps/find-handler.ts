import { known } from '../exchange.ts';
import { formValue } from '../form-value.ts';
import type { Step } from '../step.ts';

export const findHandler: Step = {
  name: 'find handler',
  run(exchange) {
    const { service, model, faults } = known(exchange.found, 'service');
    const { operation, sandbox } = exchange;
    if (operation === undefined) throw faults.unknownOperation(formValue(exchange.http, 'Action'));
    exchange.handler = Object.hasOwn(service.operations, operation) ? service.operations[operation] : undefined;
    if (exchange.handler !== undefined) return;
    const names = sandbox.services.map((each) => each.service);
    throw faults.notImplemented(
      names.includes(service.service)
        ? `The sandbox does not have the operation ${operation} of ${model.metadata.serviceId}.`
        : `The sandbox does not have the service ${service.service}. It has ${names.join(', ')}.`,
    );
  },
};
