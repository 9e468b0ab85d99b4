import fc, { type Arbitrary } from 'fast-check';
import type { ServiceModel, ShapeReference, WireStructure, WireValue } from '../../src/aws/service-model.ts';

/** Values of a shape as they are between the wire and skyql. Lists and maps of structures may end early: shapes hold themselves. */
export function wireStructure(model: ServiceModel, reference: ShapeReference): Arbitrary<WireStructure> {
  return wireValue(model, reference, 0).map((value) => value as WireStructure);
}

const deepest = 5;

const text = fc.string({ unit: 'grapheme', maxLength: 12 });

function wireValue(model: ServiceModel, reference: ShapeReference, depth: number): Arbitrary<WireValue> {
  const shape = model.shapes[reference.shape];
  if (shape === undefined) throw new Error(`no shape ${reference.shape}`);
  switch (shape.type) {
    case 'structure': {
      const members = Object.entries(shape.members ?? {}).filter(
        ([, member]) => depth < deepest || isScalar(model, member),
      );
      return fc.record(
        Object.fromEntries(
          members.map(([name, member]) => [
            name,
            member.location === 'uri' ? label : wireValue(model, member, depth + 1),
          ]),
        ),
        { requiredKeys: members.filter(([, member]) => member.location === 'uri').map(([name]) => name) },
      );
    }
    case 'list':
      // EC2 cannot say that a list of a request is there but empty.
      return fc.array(wireValue(model, shape.member ?? reference, depth + 1), { minLength: 1, maxLength: 3 });
    case 'map':
      return fc
        .uniqueArray(fc.tuple(mapKey, wireValue(model, shape.value ?? reference, depth + 1)), {
          selector: ([key]) => key,
          minLength: 1,
          maxLength: 3,
        })
        .map((entries) => Object.fromEntries(entries));
    case 'integer':
      return fc.integer();
    case 'long':
      return fc.maxSafeInteger();
    case 'float':
    case 'double':
      return fc.double({ noNaN: true }).map((number) => (Object.is(number, -0) ? 0 : number));
    case 'boolean':
      return fc.boolean();
    case 'blob':
      return fc.uint8Array({ maxLength: 20 });
    case 'timestamp':
      return fc
        .date({
          min: new Date('1970-01-01T00:00:00.000Z'),
          max: new Date('2100-01-01T00:00:00.000Z'),
          noInvalidDate: true,
        })
        .map((date) => date.toISOString());
    default:
      return text;
  }
}

const label = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
const mapKey = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((key) => key !== '__proto__');

function isScalar(model: ServiceModel, reference: ShapeReference): boolean {
  return !['structure', 'list', 'map'].includes(model.shapes[reference.shape]?.type ?? '');
}
