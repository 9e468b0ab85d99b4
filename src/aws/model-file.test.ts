import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelBytes } from '../catalog/build/files/model-bytes.ts';
import { readModelFile } from './model-file.ts';
import type { ServiceModel } from './service-model.ts';

const shapes = Object.fromEntries(
  Array.from({ length: 4000 }, (_, index): [string, ServiceModel['shapes'][string]] => [
    `Shape${(index * 7919) % 4000}`,
    { type: 'structure', members: { [`Member${index}`]: { shape: 'Text' } } },
  ]),
);
const model: ServiceModel = {
  service: 'things',
  metadata: { apiVersion: '1', endpointPrefix: 'things', protocol: 'json', serviceId: 'Things' },
  operations: { GetThing: { name: 'GetThing', http: { method: 'POST', requestUri: '/' }, input: { shape: 'Shape1' } } },
  shapes: { ...shapes, Text: { type: 'string', enum: ['a\tb', 'c\nd', 'ü'] } },
  paginators: { GetThing: { input_token: 'a', output_token: 'b' } },
};

describe('a file of a model', () => {
  const read = readModelFile(modelBytes(model));

  it('gives back the model', () => {
    expect(read.service).toBe('things');
    expect(read.metadata).toEqual(model.metadata);
    expect(read.paginators).toEqual(model.paginators);
    expect({ ...read.operations }).toEqual(model.operations);
    expect({ ...read.shapes }).toEqual(model.shapes);
  });

  it('has records that behave as objects of data', () => {
    expect(Object.keys(read.shapes)).toEqual(Object.keys(model.shapes).sort());
    expect('Shape3' in read.shapes).toBe(true);
    expect(Object.hasOwn(read.shapes, 'Shape3999')).toBe(true);
    expect(read.shapes.Shape5).toBe(read.shapes.Shape5);
    expect(Object.entries(read.operations)).toEqual(Object.entries(model.operations));
  });

  it('has nothing of names that it does not have', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom('', 'constructor', '__proto__', 'toString', 'Shape', 'Zzz')),
        (name) => {
          const known = Object.hasOwn(model.shapes, name);
          expect(read.shapes[name]).toEqual(known ? model.shapes[name] : undefined);
          expect(name in read.shapes).toBe(known);
          expect(Object.hasOwn(read.shapes, name)).toBe(known);
        },
      ),
      { seed: 20261121 },
    );
  });

  it('cannot be changed', () => {
    expect(() => Object.assign(read.shapes, { Shape1: {} })).toThrow(TypeError);
    expect(Reflect.deleteProperty(read.shapes, 'Shape1')).toBe(false);
    expect(read.shapes.Shape1).toEqual(model.shapes.Shape1);
  });

  it('reads empty models', () => {
    const empty = readModelFile(modelBytes({ ...model, operations: {}, shapes: {} }));
    expect(Object.keys(empty.shapes)).toEqual([]);
    expect(empty.shapes.Text).toBeUndefined();
  });

  it('refuses what is no such file', () => {
    expect(() => readModelFile(Buffer.from('{}'))).toThrow('no header line');
    expect(() => readModelFile(Buffer.from('x\n'))).toThrow();
  });
});
