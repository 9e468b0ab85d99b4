const compiled = new Map<string, RegExp | undefined>();

/**
 * A model's pattern, which is Java's, as a regular expression that matches whole texts. Undefined where JavaScript has
 * no such expression: then nothing is asked of the text.
 */
export function javaPattern(pattern: string): RegExp | undefined {
  if (!compiled.has(pattern)) compiled.set(pattern, compile(pattern));
  return compiled.get(pattern);
}

function compile(pattern: string): RegExp | undefined {
  const ignoresCase = pattern.startsWith('(?i)');
  const whole = `^(?:${translate(ignoresCase ? pattern.slice(4) : pattern)})$`;
  const flags = ignoresCase ? 'i' : '';
  try {
    return new RegExp(whole, `u${flags}`);
  } catch {
    // Without the flag JavaScript takes more escapes, but would read a class of Unicode as plain letters.
    if (/\\[pPx]\{|\\u\{|&&/.test(pattern)) return undefined;
  }
  try {
    return new RegExp(whole, flags);
  } catch {
    return undefined;
  }
}

const posixClasses: Readonly<Record<string, string>> = {
  Lower: 'a-z',
  Upper: 'A-Z',
  Alpha: 'a-zA-Z',
  Digit: '0-9',
  Alnum: 'a-zA-Z0-9',
  Punct: '!-\\/:-@\\[-`\\{-~',
  Graph: '!-~',
  Print: ' -~',
  Blank: ' \\t',
  Cntrl: '\\x00-\\x1f\\x7f',
  XDigit: '0-9a-fA-F',
  Space: '\\s',
  ASCII: '\\x00-\\x7f',
};

/** Java's names of classes, and its escapes of characters that need none, in JavaScript's terms. */
function translate(pattern: string): string {
  let translated = '';
  let isInClass = false;
  for (let index = 0; index < pattern.length; index += 1) {
    const character = pattern.charAt(index);
    if (character === '\\') {
      const [text, length] = translateEscape(pattern.slice(index), isInClass);
      translated += text;
      index += length - 1;
    } else if (isInClass && character === '[') {
      // Inside a class Java would read a union; models mean the bracket itself.
      translated += '\\[';
    } else {
      if (character === '[') isInClass = true;
      else if (character === ']') isInClass = false;
      translated += character;
    }
  }
  return translated;
}

function translateEscape(text: string, isInClass: boolean): readonly [string, number] {
  const posix = /^\\p\{(?:Is)?(\w+)\}/.exec(text);
  const range = posix?.[1] === undefined ? undefined : posixClasses[posix[1]];
  if (posix !== null && range !== undefined) return [isInClass ? range : `[${range}]`, posix[0].length];
  const unicode = /^\\x\{([0-9a-fA-F]+)\}/.exec(text);
  if (unicode !== null) return [`\\u{${unicode[1]}}`, unicode[0].length];
  const next = text.charAt(1);
  if (next === 'A' && !isInClass) return ['^', 2];
  if ((next === 'z' || next === 'Z') && !isInClass) return ['$', 2];
  if (/[\w^$\\.*+?()[\]{}|/]/.test(next) || (next === '-' && isInClass)) return [text.slice(0, 2), 2];
  return [next, 2];
}
