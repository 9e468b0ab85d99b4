import { resourceId } from '../../catalog/resource-id.ts';
import { coerceProperty } from '../../cloudformation/coerce-property.ts';
import { validateProperties } from '../../cloudformation/validate-properties.ts';
import type { Value } from '../../data/value.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { DerivedResource } from '../derive/derived-resource.ts';
import { propertyOf } from '../derive/property-of.ts';
import { unknownIn } from '../templates/unknown-mark.ts';
import { givenProps } from './given-props.ts';
import { inResource } from './run-anchor.ts';
import type { Work } from './stack-run.ts';
import { wantedOf } from './wanted.ts';

/** Checks as a creation would what a resource shall be, without a call. Of values that are known only later it is checked that they are given. */
export async function checkWanted(work: Work): Promise<void> {
  const { derived, resource } = work;
  const { anchors, skipValidation } = resource;
  if (derived === undefined || skipValidation || (anchors.has('createorupdate') && !anchors.has('create'))) return;
  if ((await wantedOf(work)) !== undefined || anchors.has('create')) return;
  const { properties, place } = givenProps(work);
  try {
    await derived.planCreate(properties, place);
  } catch (error) {
    if (!(error instanceof SkyqlError) || !ofValues.includes(error.code)) throw inResource(work, error);
    refuseInvalid(work, derived, properties);
  }
}

const ofValues = ['INVALID_VALUE', 'UNKNOWN_REGION', 'UNKNOWN_CONNECTION'];

/** The error may be of the marks: what is known is looked at alone. */
function refuseInvalid(
  work: Work,
  { schema, description }: DerivedResource,
  given: Readonly<Record<string, Value>>,
): void {
  if (schema === undefined) return;
  const known = Object.entries(given).filter(([, value]) => value !== null && unknownIn(value) === undefined);
  const properties = known.map(([name, value]): [string, Value] => {
    const property = propertyOf(description, name);
    return [property, coerceProperty(schema, schema.properties[property] ?? {}, value)];
  });
  // What the properties as a whole lack may be among those that are known later.
  const violations = validateProperties(schema, Object.fromEntries(properties)).filter(({ path }) => path !== '');
  if (violations.length === 0) return;
  const problems = violations.map(({ message }) => message).join('; ');
  throw inResource(
    work,
    new SkyqlError('INVALID_VALUE', `${resourceId(description)}: ${problems}`, {
      hint: `DESCRIBE METHOD EXTENDED ${resourceId(description)}.create_resource tells what each property takes.`,
    }),
  );
}
