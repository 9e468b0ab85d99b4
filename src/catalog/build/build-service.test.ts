import { beforeAll, describe, expect, it } from 'vitest';
import { loadSpecification } from '../../../tools/catalog/cloudformation/specification.ts';
import { type Specified, specifiedTypes } from '../../../tools/catalog/specified-types.ts';
import { buildService, type ServiceParts } from './build-service.ts';
import type { ServiceOverlay } from './overlays/overlay.ts';

const overlay: ServiceOverlay = { resources: {}, methodNames: 'snake-case', pageSize: 100, notFound: [] };
const service = {
  name: 'qldb',
  aliases: ['ledgers'],
  namespaces: ['AWS::QLDB'],
  types: [
    { typeName: 'AWS::QLDB::Ledger', name: 'ledgers', twin: 'ledger' },
    { typeName: 'AWS::QLDB::Stream', name: 'streams', twin: 'stream' },
  ],
};
let specified: Specified;
let parts: Omit<ServiceParts, 'overlay'>;

beforeAll(async () => {
  const specification = await loadSpecification();
  specified = {
    specification,
    types: new Map(specification.all('resource').map((type) => [type.cloudFormationType, type])),
    names: new Map([['AWS::QLDB::Ledger', 'aws.qldb.ledgers']]),
  };
  parts = { service, types: specifiedTypes(service, overlay, specified), model: undefined };
});

describe('buildService', () => {
  it('makes a resource with its twin of each type', () => {
    const { description, resources, twins } = buildService({ ...parts, overlay });
    expect(description).toMatchObject({ id: 'aws.qldb', aliases: ['ledgers'], namespaces: ['AWS::QLDB'] });
    expect(resources.map(({ name, twin }) => [name, twin])).toEqual([
      ['ledgers', 'ledger'],
      ['streams', 'stream'],
    ]);
    expect(Object.keys(twins)).toEqual(['ledger', 'stream']);
  });

  it('leaves the twin out whose name a native resource has', () => {
    const { resources, twins } = buildService({
      ...parts,
      overlay: { ...overlay, resources: { ledger: { title: 'Ledger', paths: [] } } },
    });
    expect(resources.map(({ name, twin }) => [name, twin])).toEqual([
      ['ledger', undefined],
      ['ledgers', undefined],
      ['streams', 'stream'],
    ]);
    expect(Object.keys(twins)).toEqual(['stream']);
  });

  it('names service and thing where an overlay or the specification does not fit', () => {
    const of = (given: Partial<ServiceParts>) => () => buildService({ ...parts, overlay, ...given });
    expect(of({ overlay: { ...overlay, resources: { nothing: {} } } })).toThrow('The overlay of qldb names nothing');
    expect(of({ overlay: { ...overlay, operations: { GetThing: 'things' } } })).toThrow(
      'qldb: the operation GetThing is said to be of things',
    );
    expect(() => specifiedTypes(service, overlay, { ...specified, types: new Map() })).toThrow(
      'qldb: the specification has no type AWS::QLDB::Ledger',
    );
  });
});
