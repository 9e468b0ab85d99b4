import { isFormProtocol } from '../../../aws/protocols/is-form-protocol.ts';
import type { ServiceModel } from '../../../aws/service-model.ts';
import type { FrontDoorFaults } from '../../dialect.ts';
import { formFaults } from './form-faults.ts';
import { jsonFaults } from './json-faults.ts';
import { restXmlFaults } from './rest-xml-faults.ts';

/** How a service that has no words of its own answers errors: by the rule of its protocol. */
export function protocolFaults(model: ServiceModel): FrontDoorFaults {
  const { protocol } = model.metadata;
  if (isFormProtocol(protocol)) return formFaults(model);
  return protocol === 'rest-xml' ? restXmlFaults(model) : jsonFaults(model);
}
