import { expect, it } from 'vitest';
import type { ProtocolName, ServiceModel } from '../service-model.ts';
import { protocolFor } from './protocol-for.ts';

const protocols: readonly ProtocolName[] = ['json', 'rest-json', 'query', 'ec2', 'rest-xml', 'smithy-rpc-v2-cbor'];

function modelOf(protocol: ProtocolName): ServiceModel {
  const isRest = protocol.startsWith('rest');
  const members = {
    Size: { shape: 'Long' },
    Sizes: { shape: 'Longs' },
    ...(isRest && {
      InQuery: { shape: 'Long', location: 'querystring' as const, locationName: 'size' },
      InHeader: { shape: 'Long', location: 'header' as const, locationName: 'x-size' },
      InAddress: { shape: 'Long', location: 'uri' as const, locationName: 'Size' },
    }),
  };
  const requestUri = isRest ? '/things/{Size}' : '/';
  return {
    service: 'things',
    metadata: { apiVersion: '1', endpointPrefix: 'things', protocol, serviceId: 'Things', targetPrefix: 'Things' },
    paginators: {},
    operations: {
      Put: {
        name: 'Put',
        http: { method: 'POST', requestUri },
        input: { shape: 'Thing' },
        output: { shape: 'Answer', ...(protocol === 'query' && { resultWrapper: 'PutResult' }) },
      },
    },
    shapes: {
      Long: { type: 'long' },
      Longs: { type: 'list', member: { shape: 'Long' } },
      Thing: { type: 'structure', members },
      Answer: { type: 'structure', members: { Size: { shape: 'Long' }, Sizes: { shape: 'Longs' } } },
    },
  };
}

it.each(protocols)('whole numbers that a double does not hold keep their digits in %s', (name) => {
  const model = modelOf(name);
  const protocol = protocolFor(model);
  const numbers = { Size: '9007199254740993', Sizes: ['-9223372036854775808', '9223372036854775807', 5] };
  const input = {
    ...numbers,
    ...(name.startsWith('rest') && {
      InQuery: '9007199254740995',
      InHeader: '9007199254740997',
      InAddress: '9007199254740999',
    }),
  };
  expect(protocol.decodeRequest(model, 'Put', protocol.encodeRequest(model, 'Put', input))).toEqual(input);
  const answer = protocol.encodeResponse(model, 'Put', numbers, 'id');
  expect(protocol.decodeResponse(model, 'Put', answer)).toEqual(numbers);
});
