import { numberText } from './manifest.ts';
import { fieldOf } from './objects.ts';
import { textOf } from './operators.ts';
import { isArray, isObjectValue, typeOf, type Value } from './value.ts';

const code = /%(?:\(([^)]*)\))?([#0\- +]*)(\*|\d+)?(?:\.(\*|\d*))?[hlL]?([diouxXeEfFgGcs%])/g;

/** `'%s is %5.2f' % ['x', 1.5]` and `'%(name)s' % { name: 1 }`, as Python has it (https://docs.python.org/3/library/stdtypes.html#old-string-formatting). */
export function formatted(form: string, given: Value): string {
  const values = isArray(given) ? given.elements.map((element) => element) : [() => given];
  let used = 0;
  const take = (): Value => {
    const value = values[used];
    used += 1;
    if (value === undefined) throw new Error(`The format has more places than values: ${values.length}.`);
    return value();
  };
  const count = (written: string | undefined): number | undefined =>
    written === '*' ? wholeNumber(take()) : written === undefined ? undefined : Number(written);
  const rest = form.replace(code, '');
  if (rest.includes('%')) throw new Error('The format has a % that is the beginning of nothing; %% stands for one.');
  const text = form.replace(code, (_, name: string | undefined, flags: string, wide, precise, kind: string) => {
    if (kind === '%') return '%';
    const [width, precision] = [count(wide) ?? 0, count(precise)];
    const value = name === undefined ? take() : member(given, name);
    return padded(converted(value, kind, flags, precision), flags, width, kind);
  });
  if (used < values.length && isArray(given)) throw new Error(`The format takes ${used} of ${values.length} values.`);
  return text;
}

function member(given: Value, name: string): Value {
  if (!isObjectValue(given)) throw new Error(`%(${name}) wants an object.`);
  const value = fieldOf(given, name);
  if (value === undefined) throw new Error(`There is no field ${name} for the format.`);
  return value;
}

function wholeNumber(value: Value): number {
  if (typeof value !== 'number') throw new Error(`The format wants a number and has ${typeOf(value)}.`);
  return Math.trunc(value);
}

function converted(value: Value, kind: string, flags: string, precision: number | undefined): string {
  if (kind === 's') return precision === undefined ? textOf(value) : [...textOf(value)].slice(0, precision).join('');
  if (kind === 'c') return typeof value === 'string' ? value : String.fromCodePoint(wholeNumber(value));
  if (typeof value !== 'number') throw new Error(`%${kind} wants a number and has ${typeOf(value)}.`);
  const sign = value < 0 || Object.is(value, -0) ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  return sign + digits(Math.abs(value), kind, flags, precision);
}

function digits(value: number, kind: string, flags: string, precision: number | undefined): string {
  const isShowy = flags.includes('#');
  switch (kind.toLowerCase()) {
    case 'o':
      return (
        (isShowy ? '0' : '') +
        Math.trunc(value)
          .toString(8)
          .padStart(precision ?? 0, '0')
      );
    case 'x': {
      const text =
        (isShowy ? '0x' : '') +
        Math.trunc(value)
          .toString(16)
          .padStart(precision ?? 0, '0');
      return kind === 'X' ? text.toUpperCase() : text;
    }
    case 'e':
      return exponent(value.toExponential(precision ?? 6), kind);
    case 'f':
      return value.toFixed(precision ?? 6);
    case 'g':
      return general(value, kind, precision ?? 6, isShowy);
    default:
      return numberText(Math.trunc(value)).padStart(precision ?? 0, '0');
  }
}

function exponent(written: string, kind: string): string {
  const [mantissa = '', power = '+0'] = written.split('e');
  const text = `${mantissa}e${power[0]}${power.slice(1).padStart(2, '0')}`;
  return kind === kind.toUpperCase() ? text.toUpperCase() : text;
}

function general(value: number, kind: string, precision: number, isShowy: boolean): string {
  const places = Math.max(1, precision);
  const power = value === 0 ? 0 : Math.floor(Math.log10(value));
  const bare = (text: string): string => (isShowy || !text.includes('.') ? text : text.replace(/\.?0+$/, ''));
  if (power >= -4 && power < places) return bare(value.toFixed(Math.max(0, places - 1 - power)));
  const [mantissa = '', rest = ''] = value.toExponential(places - 1).split('e');
  return exponent(`${bare(mantissa)}e${rest}`, kind);
}

function padded(text: string, flags: string, width: number, kind: string): string {
  const missing = width - [...text].length;
  if (missing <= 0) return text;
  if (flags.includes('-')) return text + ' '.repeat(missing);
  if (!flags.includes('0') || kind === 's' || kind === 'c') return ' '.repeat(missing) + text;
  const [lead = ''] = /^[+\- ]?(?:0[xX])?/.exec(text) ?? [];
  return lead + '0'.repeat(missing) + text.slice(lead.length);
}
