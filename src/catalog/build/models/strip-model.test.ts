import { describe, expect, it } from 'vitest';
import type { DocumentedModel } from './documented-model.ts';
import { stripModel } from './strip-model.ts';

const model: DocumentedModel = {
  service: 'things',
  documentation: '<p>Things.</p>',
  metadata: {
    apiVersion: '1',
    endpointPrefix: 'things',
    protocol: 'json',
    serviceId: 'Things',
    serviceFullName: 'AWS',
  },
  operations: {
    GetThing: {
      name: 'GetThing',
      documentation: '<p>Gets.</p>',
      http: { method: 'POST', requestUri: '/' },
      input: { shape: 'GetThingRequest' },
    },
    DropThing: { name: 'DropThing', http: { method: 'POST', requestUri: '/' }, documentation: '<p>Drops.</p>' },
  },
  shapes: {
    GetThingRequest: {
      type: 'structure',
      required: ['Name'],
      members: {
        Name: { shape: 'Name', documentation: '<p>The name.</p>', locationName: 'name' },
        Self: { shape: 'GetThingRequest' },
      },
    },
    Name: { type: 'string', documentation: 'x', max: 3 },
    Unused: { type: 'structure', members: {} },
  },
  paginators: { DropThing: { input_token: 'a', output_token: 'b' } },
};

describe('stripModel', () => {
  it('keeps what the wire needs', () => {
    expect(stripModel(model)).toEqual({
      service: 'things',
      metadata: { apiVersion: '1', endpointPrefix: 'things', protocol: 'json', serviceId: 'Things' },
      operations: {
        DropThing: { name: 'DropThing', http: { method: 'POST', requestUri: '/' } },
        GetThing: { name: 'GetThing', http: { method: 'POST', requestUri: '/' }, input: { shape: 'GetThingRequest' } },
      },
      shapes: {
        GetThingRequest: {
          type: 'structure',
          required: ['Name'],
          members: { Name: { shape: 'Name', locationName: 'name' }, Self: { shape: 'GetThingRequest' } },
        },
        Name: { type: 'string', max: 3 },
      },
      paginators: { DropThing: { input_token: 'a', output_token: 'b' } },
    });
  });

  it('has its operations in the order of their names', () => {
    expect(Object.keys(stripModel(model).operations)).toEqual(['DropThing', 'GetThing']);
  });

  it('names service and shape of what it cannot read', () => {
    const broken = {
      ...model,
      shapes: { ...model.shapes, GetThingRequest: { type: 'structure' as const, members: { A: { shape: 'Gone' } } } },
    };
    expect(() => stripModel(broken)).toThrow('things: GetThingRequest.A refers to the shape Gone');
    const strange = { ...model, shapes: { ...model.shapes, Name: { type: 'tuple' } } } as unknown as DocumentedModel;
    expect(() => stripModel(strange)).toThrow('things: the shape Name has the unknown type tuple');
  });
});
