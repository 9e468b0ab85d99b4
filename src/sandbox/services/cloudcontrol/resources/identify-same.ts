import { sameJson } from '../../../../data/same-json.ts';

/** Whether two values name one thing: both are its name, or one is a path or an ARN that ends with the other. */
export function identifySame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'string' || typeof other !== 'string') return sameJson(one, other);
  return one === other || isWithin(one, other) || isWithin(other, one);
}

function isWithin(whole: string, name: string): boolean {
  return name !== '' && (whole.endsWith(`/${name}`) || whole.endsWith(`:${name}`));
}
