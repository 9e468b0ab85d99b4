import { isStructure } from '../../aws/protocols/structure-values.ts';
import type { WireStructure, WireValue } from '../../aws/service-model.ts';
import { seedError } from './seed-error.ts';
import type { SeedAction } from './seed-step.ts';

type Plan = Extract<SeedAction, { readonly kind: 'image' }>['plan'];

const isText = (value: WireValue): value is string => typeof value === 'string';
const isFlag = (value: WireValue): value is boolean => typeof value === 'boolean';
const isNumber = (value: WireValue): value is number => typeof value === 'number';
const isAccountList = (value: WireValue): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => /^\d{12}$/.test(String(item)));
const isTags = (value: WireValue): value is Readonly<Record<string, string>> =>
  isStructure(value) && Object.values(value).every((tag) => ['string', 'number', 'boolean'].includes(typeof tag));
const oneOf =
  <Word extends string>(...words: readonly Word[]) =>
  (value: WireValue): value is Word =>
    words.some((word) => word === value);

/** An image of a seed file. Throws `INVALID_SEED`. */
export function imagePlan(given: WireStructure, where: string): Plan {
  const left = new Map(Object.entries(given));
  const take = <Value extends WireValue>(
    name: string,
    is: (value: WireValue) => value is Value,
    what: string,
  ): Value | undefined => {
    const value = left.get(name);
    left.delete(name);
    if (value === undefined || value === null) return undefined;
    if (!is(value)) throw seedError(where, `"${name}" of an image is ${what}.`);
    return value;
  };
  const name = take('name', isText, 'text');
  if (name === undefined) throw seedError(where, 'An image needs a "name".');
  const flag = (member: string) => (take(member, isFlag, 'true or false') ? true : undefined);
  const tags = take('tags', isTags, 'a map of names and values');
  const plan: Plan = {
    name,
    description: take('description', isText, 'text'),
    architecture: take('architecture', oneOf('x86_64', 'arm64'), 'x86_64 or arm64'),
    windows: flag('windows'),
    encrypted: take('encrypted', isFlag, 'true or false'),
    size: take('size', isNumber, 'a number of GiB'),
    tags: tags && Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, String(value)])),
    isPublic: flag('public'),
    sharedWith: take('sharedWith', isAccountList, 'a list of accounts, each of twelve digits in quotes'),
    state: take('state', oneOf('available', 'failed', 'disabled'), 'available, failed or disabled'),
    deprecatedIn: take('deprecatedIn', isNumber, 'a number of days from now, negative for past ones'),
    launchedDaysAgo: take('launchedDaysAgo', isNumber, 'a number of days'),
    isProtected: flag('protected'),
  };
  const [unknown] = left.keys();
  if (unknown !== undefined) throw seedError(where, `An image has no "${unknown}".`);
  if (plan.windows && plan.architecture === 'arm64') throw seedError(where, 'Windows images are of x86_64.');
  return plan;
}
