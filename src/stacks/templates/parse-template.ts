import { faultAt, type Place } from '../manifest/source-file.ts';

/** A template, taken apart as far as it takes to know what it names and where it prints. */
export interface Template {
  readonly text: string;
  readonly place: Place;
  /** Each name that it takes from outside, with the members that it asks of it: `image.image_arn` is `image`, `image_arn`. */
  readonly references: readonly Reference[];
  readonly outputs: readonly Output[];
  /** The texts of calls of a function with one text alone: of `secret('ssm:/a')`. */
  readonly calls: readonly { readonly name: string; readonly argument: string; readonly second?: string }[];
}

export interface Reference {
  readonly root: string;
  readonly member?: string;
  readonly isCalled: boolean;
  /** In the template's text. */
  readonly offset: number;
}

/** `{{ ... }}`. */
export interface Output {
  readonly start: number;
  readonly end: number;
  /** `-` or `+` of `{{-`; empty otherwise. */
  readonly openSign: string;
  readonly closeSign: string;
  readonly expression: string;
}

const keywords = new Set('if else for in not and or is true false none True False None recursive'.split(' '));
/** Names that the engine gives where they mean something. */
const given = new Set(['loop', 'self', 'super', 'caller']);

/** What an expression is made of; whatever else there is is one character. */
const part = () => /\s+|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\d[\w.]*|[A-Za-z_]\w*|[\s\S]/gy;

/** Takes a template apart. Throws INVALID_TEMPLATE, with file and line, where a `{{` does not end. */
export function parseTemplate(text: string, place: Place): Template {
  const outputs: Output[] = [];
  const references: Reference[] = [];
  const calls: { name: string; argument: string; second?: string }[] = [];
  const bound = new Set<string>();
  const opening = /\{\{|\{%|\{#/g;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const start = match.index;
    if (match[0] === '{#') {
      opening.lastIndex = endOf(text, start, '#}', place);
      continue;
    }
    const isOutput = match[0] === '{{';
    const end = expressionEnd(text, start, isOutput ? '}}' : '%}', place);
    const openSign = /[-+]/.exec(text[start + 2] ?? '')?.[0] ?? '';
    const closeSign = /[-+]/.exec(text[end - 3] ?? '')?.[0] ?? '';
    const from = start + 2 + openSign.length;
    const expression = text.slice(from, Math.max(from, end - 2 - closeSign.length));
    if (isOutput) outputs.push({ start, end, openSign, closeSign, expression });
    collect(expression, from, isOutput);
    opening.lastIndex = end;
    if (!isOutput && /^\s*raw\s*$/.test(expression)) {
      const closed = /\{%[-+]?\s*endraw\s*[-+]?%\}/g;
      closed.lastIndex = end;
      if (closed.exec(text) === null) throw fault(place, 'The {% raw %} that starts here does not end.', start);
      opening.lastIndex = closed.lastIndex;
    }
  }

  function collect(expression: string, from: number, isOutput: boolean): void {
    const parts = [...expression.matchAll(part())].filter(([one]) => one.trim() !== '');
    const textAt = (index: number) => parts[index]?.[0] ?? '';
    const statement = isOutput ? '' : textAt(0);
    const afterIn = statement === 'for' ? parts.findIndex(([one]) => one === 'in') : 0;
    parts.forEach(([one, ...rest], index) => {
      const isTag = !isOutput && index === 0;
      if (isTag || rest.length > 0 || !/^[A-Za-z_]\w*$/.test(one) || keywords.has(one) || given.has(one)) return;
      const [before, after] = [textAt(index - 1), textAt(index + 1)];
      const isTest = before === 'is' || (before === 'not' && textAt(index - 2) === 'is');
      if (before === '.' || before === '|' || isTest) return;
      const isAssigned = after === '=' && textAt(index + 2) !== '=';
      const isLoopName = statement === 'for' && index < afterIn;
      const isSetName = statement === 'set' && (index === 1 || (isAssigned && index > 0));
      const isMacro = statement === 'macro';
      if (isLoopName || isSetName || isMacro) bound.add(one);
      else if (!isAssigned) {
        const isMember = after === '.' && /^[A-Za-z_]\w*$/.test(textAt(index + 2));
        const isIndexed = after === '[' && /^["']/.test(textAt(index + 2)) && textAt(index + 3) === ']';
        const member = isMember ? textAt(index + 2) : isIndexed ? textAt(index + 2).slice(1, -1) : undefined;
        const offset = from + (parts[index]?.index ?? 0);
        references.push({ root: one, ...(member !== undefined && { member }), isCalled: after === '(', offset });
        const [argument, next, second] = [textAt(index + 2), textAt(index + 3), textAt(index + 4)];
        if (after === '(' && /^["']/.test(argument))
          calls.push({
            name: one,
            argument: argument.slice(1, -1),
            ...(next === ',' && /^["']/.test(second) && { second: second.slice(1, -1) }),
          });
      }
    });
  }

  return { text, place, outputs, calls, references: references.filter(({ root }) => !bound.has(root)) };
}

/** Behind the `}}` that is in no text of the expression. */
function expressionEnd(text: string, start: number, close: string, place: Place): number {
  const parts = part();
  parts.lastIndex = start + 2;
  let depth = 0;
  for (let match = parts.exec(text); match !== null; match = parts.exec(text)) {
    const [one] = match;
    const isEnd = text.startsWith(close, match.index);
    if (isEnd && (close !== '}}' || depth === 0 || !closesLater(text, match.index))) return match.index + 2;
    if (one === '{') depth += 1;
    if (one === '}') depth = Math.max(0, depth - 1);
  }
  throw fault(place, `The ${text.slice(start, start + 2)} that starts here does not end.`, start);
}

/** `{{ {"a": {"b": 1}} }}`: of braces that an expression opened the first ones close those. */
function closesLater(text: string, index: number): boolean {
  const next = text.indexOf('}}', index + 1);
  const opened = text.indexOf('{{', index + 2);
  return next !== -1 && (opened === -1 || next < opened);
}

function endOf(text: string, start: number, close: string, place: Place): number {
  const end = text.indexOf(close, start + 2);
  if (end === -1) throw fault(place, `The ${text.slice(start, start + 2)} that starts here does not end.`, start);
  return end + close.length;
}

function fault(place: Place, message: string, offset: number): Error {
  return faultAt({ file: place.file, offset: place.offset + offset }, 'INVALID_TEMPLATE', message, {
    hint: 'A template prints by {{ ... }}, decides by {% ... %}, and comments by {# ... #}.',
  });
}
