import type { Value } from '../../data/value.ts';
import { propValues } from './prop-values.ts';
import { placeOf, valueNamed } from './run-anchor.ts';
import type { Work } from './stack-run.ts';
import type { WorkPlace } from './workers.ts';

/** The props of a resource and where it goes: a region that the stack names, unless the resource says another one. */
export function givenProps(work: Work): {
  readonly properties: Readonly<Record<string, Value>>;
  readonly place: WorkPlace;
} {
  const { region = valueNamed(work, 'region'), ...properties } = propValues(work);
  const own = placeOf(work);
  return { properties, place: { ...own, ...(own.region === undefined && typeof region === 'string' && { region }) } };
}
