import fc, { type Arbitrary } from 'fast-check';
import type { ServiceModel, Shape, ShapeReference, WireStructure, WireValue } from '../../src/aws/service-model.ts';

/** Levels of structures in structures; below them stand scalars alone. */
const deepest = 5;

/** Values of a shape as they are between the wire and skyql. Lists and maps of structures may end early: shapes hold themselves. */
export function wireStructure(
  model: ServiceModel,
  reference: ShapeReference,
  levels = deepest,
): Arbitrary<WireStructure> {
  return wireValue(model, reference, deepest - levels).map((value) => value as WireStructure);
}

const date = fc.date({
  min: new Date('1970-01-01T00:00:00.000Z'),
  max: new Date('2100-01-01T00:00:00.000Z'),
  noInvalidDate: true,
});
/** What a double does not hold is the text of its digits. */
const long = fc.oneof(
  fc.maxSafeInteger(),
  fc
    .bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
    .map((value) => (Number.isSafeInteger(Number(value)) ? Number(value) : value.toString())),
);
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
            boundValue(model, member) ?? payloadValue(model, shape, name) ?? wireValue(model, member, depth + 1),
          ]),
        ),
        {
          requiredKeys: members
            // Operations of one address are told apart by what they require of the query string and the headers.
            .filter(([name, { location, locationName }]) => {
              if (location === 'uri' || locationName?.toLowerCase() === 'content-type') return true;
              return location !== undefined && shape.required?.includes(name) === true;
            })
            .map(([name]) => name),
        },
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
      return long;
    case 'float':
    case 'double':
      return fc.double({ noNaN: true }).map((number) => (Object.is(number, -0) ? 0 : number));
    case 'boolean':
      return fc.boolean();
    case 'blob':
      return fc.uint8Array({ maxLength: 20 });
    case 'timestamp':
      return date.map((value) => value.toISOString());
    default:
      return text;
  }
}

/** A value of a member that a label or a header holds, which cannot say all that a body can. */
function boundValue(model: ServiceModel, member: ShapeReference): Arbitrary<WireValue> | undefined {
  const shape = model.shapes[member.shape];
  if (member.location === 'uri') return labelOf(shape);
  const inSeconds = member.location === 'header' || shape?.timestampFormat === 'rfc822';
  if (inSeconds && shape?.type === 'timestamp') {
    return date.map((value) => new Date(Math.trunc(value.getTime() / 1000) * 1000).toISOString());
  }
  if (member.location === 'header' && shape?.type === 'list') {
    return fc.array(fc.stringMatching(/^[!-~]{1,8}$/), { minLength: 1, maxLength: 3 });
  }
  if (member.location === 'headers') return fc.dictionary(headerName, text, { minKeys: 1, maxKeys: 3 });
  return undefined;
}

/** A body that is one text or blob cannot be there and empty. */
function payloadValue(model: ServiceModel, shape: Shape, name: string): Arbitrary<WireValue> | undefined {
  if (shape.payload !== name) return undefined;
  const type = model.shapes[shape.members?.[name]?.shape ?? '']?.type;
  if (type === 'blob') return fc.uint8Array({ minLength: 1, maxLength: 20 });
  return type === 'string' ? fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }) : undefined;
}

const headerName = fc.stringMatching(/^[a-z][a-z0-9-]{0,7}$/);
function labelOf(shape: Shape | undefined): Arbitrary<WireValue> {
  if (shape?.type === 'integer' || shape?.type === 'long') return fc.nat();
  return shape?.type === 'boolean' ? fc.boolean() : label;
}
const label = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
const mapKey = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((key) => key !== '__proto__');

function isScalar(model: ServiceModel, reference: ShapeReference): boolean {
  return !['structure', 'list', 'map'].includes(model.shapes[reference.shape]?.type ?? '');
}
