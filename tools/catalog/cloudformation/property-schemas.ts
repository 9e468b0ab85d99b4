import { markdownToText } from '../../../src/catalog/build/plain-text.ts';
import type { PropertySchema } from '../../../src/cloudformation/resource-schema.ts';
import type { Specification, SpecifiedProperty, SpecifiedType } from './specification.ts';
import { statedLimits, withoutLimits } from './stated-limits.ts';

const tag: PropertySchema = {
  type: 'object',
  description: 'A key and a value that label a resource.',
  properties: { Key: { type: 'string', minLength: 1, maxLength: 128 }, Value: { type: 'string', maxLength: 256 } },
  required: ['Key', 'Value'],
  additionalProperties: false,
};

type Facts = Pick<SpecifiedProperty, 'type' | 'documentation' | 'scrutinizable'>;

/** Sets of rules and of policies, by what the specification calls them; of other lists it does not say whether they have an order. */
const sets: readonly string[] = ['ManagedPolicies', 'InlineIdentityPolicies', 'IngressRules', 'EgressRules'];

/** Turns the specification's types into JSON schema, and gathers the definitions that they refer to. */
export class PropertySchemas {
  readonly #specification: Specification;
  readonly #unordered: ReadonlySet<string>;
  readonly #names = new Map<string, string>();
  readonly #definitions = new Map<string, PropertySchema>();

  /** `unordered`: the lists that have no order, each by its name, in a definition behind that of the definition and a dot. */
  constructor(specification: Specification, unordered: readonly string[] = []) {
    this.#specification = specification;
    this.#unordered = new Set(unordered);
  }

  /** In the order of their names. */
  get definitions(): Readonly<Record<string, PropertySchema>> {
    return Object.fromEntries([...this.#definitions].sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  of({ type, documentation, scrutinizable }: Facts, place = ''): PropertySchema {
    const schema = this.#schemaOf(type);
    const description = markdownToText(withoutLimits(documentation));
    const isSet = type.type === 'array' && (sets.includes(scrutinizable ?? '') || this.#unordered.has(place));
    return {
      ...schema,
      ...(isSet && { insertionOrder: false }),
      ...statedLimits(documentation, schema.type),
      ...(description && { description }),
    };
  }

  #schemaOf(type: SpecifiedType): PropertySchema {
    switch (type.type) {
      case 'string':
        return { type: 'string', ...(type.allowedValues?.length && { enum: type.allowedValues }) };
      case 'integer':
      case 'number':
      case 'boolean':
      case 'null':
        return { type: type.type };
      case 'date-time':
        return { type: 'string', format: 'date-time' };
      case 'json':
        return { type: ['object', 'array', 'string'] };
      case 'tag':
        this.#definitions.set('Tag', tag);
        return { $ref: '#/definitions/Tag' };
      case 'array':
        return { type: 'array', items: this.#schemaOf(type.element) };
      case 'map':
        return {
          type: 'object',
          patternProperties: { '.{1,}': this.#schemaOf(type.element) },
          additionalProperties: false,
        };
      case 'union':
        return { anyOf: type.types.map((alternative) => this.#schemaOf(alternative)) };
      case 'ref':
        return { $ref: `#/definitions/${this.#definition(type.reference.$ref)}` };
    }
  }

  /** Two definitions of one resource type may share a name; the later ones are numbered. */
  #definition(reference: string): string {
    const known = this.#names.get(reference);
    if (known !== undefined) return known;
    const { name: own, documentation, properties } = this.#specification.get('typeDefinition', reference);
    let name = own;
    for (let count = 2; this.#definitions.has(name); count += 1) name = `${own}${count}`;
    this.#names.set(reference, name);
    this.#definitions.set(name, {});
    const required = Object.keys(properties).filter((property) => properties[property]?.required);
    const description = markdownToText(documentation);
    this.#definitions.set(name, {
      type: 'object',
      ...(description && { description }),
      properties: Object.fromEntries(
        Object.entries(properties).map(([key, property]) => [key, this.of(property, `${own}.${key}`)]),
      ),
      ...(required.length > 0 && { required }),
      additionalProperties: false,
    });
    return name;
  }
}
