import { isStructure } from '../../aws/protocols/structure-values.ts';
import type { WireValue } from '../../aws/service-model.ts';

/**
 * Whether an answer says of a thing what it was asked for, be it in other words: an ARN or a path that ends in the name, another
 * case, one moment in two texts.
 */
export function isSameThing(told: WireValue | undefined, asked: WireValue | undefined): boolean {
  if (!isPlain(told) || !isPlain(asked)) return told === asked;
  const [one, other] = [String(told).toLowerCase(), String(asked).toLowerCase()];
  if (one === other) return true;
  if (isMoment(told) || isMoment(asked)) return momentOf(told) === momentOf(asked);
  return names(one, other) || names(other, one);
}

function isPlain(value: WireValue | undefined): value is string | number | boolean {
  return (
    value !== undefined && value !== null && !Array.isArray(value) && !isStructure(value) && typeof value !== 'object'
  );
}

/** `arn:aws:ecs:us-east-1:1:cluster/web` names `web`, and `/hostedzone/Z1` names `Z1`. */
function names(long: string, short: string): boolean {
  return short !== '' && /[/:]/.test(long) && !/[/:]/.test(short) && long.split(/[/:]/).includes(short);
}

function isMoment(value: string | number | boolean): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d([T ]|$)/.test(value);
}

function momentOf(value: string | number | boolean): number {
  return typeof value === 'number' ? value * 1000 : Date.parse(String(value));
}
