import { createContext, Script } from 'node:vm';

/**
 * Milliseconds that an expression may look for a match, each time that it is run: the clock is that of the wall, and on a busy
 * machine a process may stand still for a tenth of a second by itself.
 */
const longest = [100, 600];
/** Steps that are over before the clock of another run is set. */
const mostSteps = 1_000_000;
/** Letters that no expression needs longer for. */
const fewLetters = 10;

const shapes = new WeakMap<RegExp, Shape>();
const another: { expression?: RegExp; text?: string } = {};
let script: { readonly run: (timeout: number) => unknown } | undefined;
/** Expressions that have come to no end. */
const endless = new WeakSet<RegExp>();

/**
 * Whether an expression that somebody else wrote matches a text; undefined where it does not come to an end in time,
 * or the stack is not deep enough. JavaScript's expressions go back and try again: `^(a+)+$` takes years for forty letters that are not all `a`.
 * Those that cannot take long run as they are, the others with a clock beside them, which costs a tenth of a millisecond.
 *
 * @example
 * matchesInTime(/^(a+)+$/, 'a'.repeat(40) + '!'); // undefined
 */
export function matchesInTime(expression: RegExp, text: string): boolean | undefined {
  const shape = shapes.get(expression) ?? shapeOf(expression.source);
  shapes.set(expression, shape);
  const isQuick =
    text.length <= fewLetters || (shape !== 'nested' && shape.ways * (text.length + 1) ** shape.times <= mostSteps);
  if (!isQuick) return testedByTheClock(expression, text);
  try {
    return expression.test(text);
  } catch (error) {
    // Megabytes may take too deep a stack.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function testedByTheClock(expression: RegExp, text: string): boolean | undefined {
  if (script === undefined) {
    const context = createContext(another);
    const compiled = new Script('expression.test(text)');
    script = { run: (timeout) => compiled.runInContext(context, { timeout }) };
  }
  another.expression = expression;
  another.text = text;
  try {
    for (const timeout of endless.has(expression) ? longest.slice(0, 1) : longest) {
      const matches = runInTime(script, timeout);
      if (matches !== 'late') return matches;
    }
    endless.add(expression);
    return undefined;
  } finally {
    another.text = '';
  }
}

function runInTime({ run }: NonNullable<typeof script>, timeout: number): boolean | undefined | 'late' {
  try {
    return run(timeout) === true;
  } catch (error) {
    // An error of this run is one of the other context: no Error of this one.
    const { code, name } = error as { readonly code?: unknown; readonly name?: unknown };
    if (code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return 'late';
    if (name === 'RangeError') return undefined;
    throw error;
  }
}

/**
 * How many times over a text may be gone through, and in how many ways each time; or that repeats stand inside of repeats, where
 * nobody can say.
 */
type Shape = { readonly times: number; readonly ways: number } | 'nested';

interface Group {
  /** Whether what stands in it can match one text in several ways. */
  varies: boolean;
  branches: number;
}

const token =
  /\\(?:[pPu]\{[^}]*\}|k<[^>]*>|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:<?[=!]|:|<[^>]*>))?|[*+?]\??|\{\d+(?:,\d*)?\}\??|[\s\S]/gu;
const quantifier = /^(?:[*+?]|\{\d)/;

/**
 * Reads an expression from left to right. A repeat may begin at each letter of the text and end at each: it counts once, unless what
 * follows says where it ends. Repeats of groups that vary count without end, and so does what looks around or back.
 */
function shapeOf(source: string): Shape {
  const tokens = [...source.matchAll(token)].map(([part]) => part);
  const groups: Group[] = [{ varies: false, branches: 1 }];
  let times = source.startsWith('^') ? 1 : 2;
  let ways = 1;
  let closed: Group | undefined;
  for (const [index, part] of tokens.entries()) {
    const group = groups.at(-1) ?? { varies: false, branches: 1 };
    const repeated = closed;
    closed = undefined;
    if (/^(?:\\(?:[1-9]|k<)|\(\?<?[=!])/.test(part)) return 'nested';
    if (part.startsWith('(')) groups.push({ varies: false, branches: 1 });
    else if (part === ')') {
      closed = groups.pop();
      const outer = groups.at(-1);
      if (outer !== undefined && closed?.varies === true) outer.varies = true;
    } else if (part === '|') {
      group.varies = true;
      group.branches += 1;
      ways *= group.branches / (group.branches - 1);
    } else if (index > 0 && quantifier.test(part)) {
      const [least, most] = boundsOf(part);
      if (repeated?.varies === true && most > 1) return 'nested';
      if (least === most) continue;
      group.varies = true;
      if (isEnded(tokens, index)) continue;
      if (most > 1) times += 1;
      else ways *= 2;
    }
  }
  return { times, ways };
}

/** Whether a repeat ends at the one place where what follows begins: at a letter that it does not repeat, or at the end. */
function isEnded(tokens: readonly string[], index: number): boolean {
  let next = index + 1;
  while (tokens[next] === ')' && !quantifier.test(tokens[next + 1] ?? '')) next += 1;
  const [atom = '', following = '$'] = [tokens[index - 1], tokens[next]];
  if (following === '$' && next >= tokens.length - 1) return true;
  const letter = /^\\?([^\\()[\]{}|.*+?^$A-Za-z0-9])$/u.exec(following)?.[1] ?? /^[A-Za-z0-9]$/.exec(following)?.[0];
  if (letter === undefined || atom === ')' || quantifier.test(tokens[next + 1] ?? '')) return false;
  try {
    return !new RegExp(`^${atom}$`, 'iu').test(letter);
  } catch {
    return false;
  }
}

function boundsOf(part: string): readonly [least: number, most: number] {
  if (part.startsWith('*')) return [0, Number.POSITIVE_INFINITY];
  if (part.startsWith('+')) return [1, Number.POSITIVE_INFINITY];
  if (part.startsWith('?')) return [0, 1];
  const [, least = '0', comma, most = ''] = /^\{(\d+)(,?)(\d*)/.exec(part) ?? [];
  return [Number(least), comma === '' ? Number(least) : most === '' ? Number.POSITIVE_INFINITY : Number(most)];
}
