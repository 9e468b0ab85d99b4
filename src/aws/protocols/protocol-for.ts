import { SkyqlError } from '../../errors/skyql-error.ts';
import type { ServiceModel } from '../service-model.ts';
import { awsJsonProtocol } from './aws-json.ts';
import type { Protocol } from './protocol.ts';
import { ec2Protocol, queryProtocol } from './query.ts';
import { restJsonProtocol } from './rest-json.ts';

/** The protocol that a service speaks. */
export function protocolFor(model: ServiceModel): Protocol {
  switch (model.metadata.protocol) {
    case 'rest-json':
      return restJsonProtocol;
    case 'json':
      return awsJsonProtocol;
    case 'query':
      return queryProtocol;
    case 'ec2':
      return ec2Protocol;
    default:
      throw new SkyqlError(
        'UNSUPPORTED_PROTOCOL',
        `The service ${model.service} speaks the protocol ${model.metadata.protocol}, which skyql does not speak yet.`,
        { hint: 'Its resources can still be reached through Cloud Control.', scope: { service: model.service } },
      );
  }
}
