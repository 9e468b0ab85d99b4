import { SkyqlError } from '../../errors/skyql-error.ts';
import type { ServiceModel } from '../service-model.ts';
import { awsJsonProtocol } from './aws-json.ts';
import type { Protocol } from './protocol.ts';
import { ec2Protocol, queryProtocol } from './query.ts';
import { restJsonProtocol } from './rest-json.ts';
import { restXmlProtocol } from './rest-xml.ts';
import { rpcV2CborProtocol } from './rpc-v2-cbor.ts';

/** The protocol that a service speaks. Throws `UNSUPPORTED_PROTOCOL`, naming both, where skyql does not speak it. */
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
    case 'rest-xml':
      return restXmlProtocol;
    case 'smithy-rpc-v2-cbor':
      return rpcV2CborProtocol;
    default:
      throw new SkyqlError(
        'UNSUPPORTED_PROTOCOL',
        `The service ${model.service} speaks the protocol ${model.metadata.protocol}, which skyql does not speak yet.`,
        { hint: 'Its resources can still be reached through Cloud Control.', scope: { service: model.service } },
      );
  }
}
