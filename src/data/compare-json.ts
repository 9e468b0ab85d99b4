import { type JsonText, readJsonText } from './canonical-json.ts';

/**
 * Which of two values of JSON comes first, as PostgreSQL orders them: null, texts, numbers, false, true, lists, objects; of lists
 * and objects the shorter one. A list without elements comes before all of them. Undefined of text that is no JSON.
 */
export function compareJson(one: string, other: string): -1 | 0 | 1 | undefined {
  const [left, right] = [readJsonText(one), readJsonText(other)];
  return left === undefined || right === undefined ? undefined : compareTrees(left, right, true);
}

function compareTrees(left: JsonText, right: JsonText, isOutermost: boolean): -1 | 0 | 1 {
  const kinds = [kindOf(left, isOutermost), kindOf(right, isOutermost)] as const;
  if (kinds[0] !== kinds[1]) return kinds[0] < kinds[1] ? -1 : 1;
  if (typeof left === 'string' && typeof right === 'string') return comparePlain(left, right);
  const [these, those] = [partsOf(left), partsOf(right)];
  if (these.length !== those.length) return these.length < those.length ? -1 : 1;
  for (const [index, part] of these.entries()) {
    const difference = compareTrees(part, those[index] ?? '', false);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The elements of a list; the names and values of an object one after the other, shorter names first. */
function partsOf(tree: JsonText): readonly JsonText[] {
  if (typeof tree === 'string') return [];
  if (!(tree instanceof Map)) return tree as readonly JsonText[];
  const members = [...(tree as ReadonlyMap<string, JsonText>)].toSorted(
    ([one], [other]) => bytesOf(one).length - bytesOf(other).length || bytesOf(one).compare(bytesOf(other)),
  );
  return members.flatMap(([name, value]) => [JSON.stringify(name), value]);
}

function kindOf(tree: JsonText, isOutermost: boolean): number {
  if (typeof tree !== 'string') return tree instanceof Map ? 5 : isOutermost && partsOf(tree).length === 0 ? -1 : 4;
  if (tree === 'null') return 0;
  if (tree.startsWith('"')) return 1;
  return tree === 'true' || tree === 'false' ? 3 : 2;
}

function comparePlain(left: string, right: string): -1 | 0 | 1 {
  if (left === right) return 0;
  if (left.startsWith('"')) return bytesOf(JSON.parse(left)).compare(bytesOf(JSON.parse(right))) as -1 | 0 | 1;
  if (left === 'true' || left === 'false') return left === 'false' ? -1 : 1;
  return compareNumbers(left, right);
}

/** Beyond what a double holds whole numbers are compared digit by digit. */
function compareNumbers(left: string, right: string): -1 | 0 | 1 {
  const areWhole = /^-?\d+$/.test(left) && /^-?\d+$/.test(right);
  const [one, other] = areWhole ? [BigInt(left), BigInt(right)] : [Number(left), Number(right)];
  return one === other ? 0 : one < other ? -1 : 1;
}

function bytesOf(text: string): Buffer {
  return Buffer.from(text);
}
