import { isObject } from '../../data/is-object.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { planDigest } from './plan-digest.ts';
import { formatVersion, type SavedPlan } from './saved-plan.ts';

const again = 'Make the plan again: skyql query --plan-out FILE "...".';

/** A kept plan as it was made. Throws PLAN_NOT_READABLE, PLAN_VERSION and PLAN_ALTERED. */
export function readSavedPlan(given: unknown): SavedPlan {
  const value = typeof given === 'string' ? parsed(given) : given;
  if (!isObject(value) || !('format_version' in value))
    throw new SkyqlError('PLAN_NOT_READABLE', 'This is no plan that skyql made.', { hint: again });
  if (value.format_version !== formatVersion) {
    throw new SkyqlError(
      'PLAN_VERSION',
      `The plan has the format version ${JSON.stringify(value.format_version)}; this skyql knows ${formatVersion}.`,
      { hint: `Carry it out with the skyql that made it, or make it again with this one.` },
    );
  }
  if (!isSavedPlan(value))
    throw new SkyqlError('PLAN_NOT_READABLE', 'The plan is not complete: a part of it is missing.', { hint: again });
  if (value.digest !== planDigest(value)) {
    throw new SkyqlError('PLAN_ALTERED', 'The plan is not as it was made: it was altered, or damaged.', {
      hint: again,
    });
  }
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SkyqlError('PLAN_NOT_READABLE', 'The plan is no JSON.', { hint: again, cause: error });
  }
}

/** The digest says whether the rest is as it was made. */
function isSavedPlan(value: Readonly<Record<string, unknown>>): value is Readonly<Record<string, unknown>> & SavedPlan {
  const { plan, places, digest } = value;
  return (
    typeof digest === 'string' &&
    Array.isArray(places) &&
    isObject(plan) &&
    Array.isArray(plan.changes) &&
    isObject(plan.resource) &&
    typeof plan.method === 'string'
  );
}
