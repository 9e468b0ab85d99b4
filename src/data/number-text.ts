/** What a pattern says of a number, and the pieces that it is written of. */
interface NumberPattern {
  readonly pieces: readonly string[];
  /** Digits before and behind the point, and those that `V` shifts. */
  before: number;
  behind: number;
  readonly shift: number;
  readonly hasPoint: boolean;
  readonly fills: boolean;
  /** The place of the first `0`, and of the last, counted as PostgreSQL does. */
  readonly firstZero: number;
  readonly lastZero: number;
  readonly sign: 'before' | 'behind' | undefined;
  readonly isBracketed: boolean;
  readonly hasMinus: boolean;
  readonly hasPlus: boolean;
}

/**
 * A number in a pattern of PostgreSQL's `to_char`, https://www.postgresql.org/docs/current/functions-formatting.html. The number
 * is in digits, or with an exponent; one that ends in `f` is binary, and known to 15 digits. Throws of a pattern that it cannot follow.
 *
 * @example
 * numberText('1234.5', 'FM9,999.00'); // '1,234.50'
 */
export function numberText(value: string, written: string): string {
  const isBinary = value.endsWith('f');
  const number = isBinary ? value.slice(0, -1) : value;
  const pattern = readPattern(written);
  if (!/^-?[\d.]+(?:e[+-]?\d+)?$/i.test(number)) {
    throw new Error(`to_char has no digits for ${number}. Write CASE WHEN isfinite(a) THEN to_char(...) END.`);
  }
  if (pattern.pieces.some((piece) => /^rn$/i.test(piece))) return withRoman(number, isBinary, pattern);
  const isExponent = pattern.pieces.some((piece) => /^eeee$/i.test(piece));
  if (isExponent) return exponentText(number, pattern.behind);
  return written === '' ? '' : fillPattern(pattern, rounded(number, isBinary, pattern));
}

/** A pattern with room for no digits. */
const none: NumberPattern = {
  pieces: [],
  before: 0,
  behind: 0,
  shift: 0,
  hasPoint: false,
  fills: false,
  firstZero: -1,
  lastZero: 0,
  sign: undefined,
  isBracketed: false,
  hasMinus: false,
  hasPlus: false,
};

const pieceForm = /"(?:[^"\\]|\\.)*"|\\.|EEEE|FM|PR|MI|PL|SG|RN|TH|[90.,DGSLVB]|[\s\S]/gi;

function readPattern(written: string): NumberPattern {
  const pieces = written.match(pieceForm) ?? [];
  const pattern = { ...none, pieces };
  let sign: NumberPattern['sign'];
  let shifts = false;
  for (const piece of pieces) {
    const name = piece.toUpperCase();
    if (name === 'L') throw new Error(`to_char has no currency of its own for L. Write its sign: 'FM$999,990.00'.`);
    if (name === 'B') throw new Error('to_char takes no B. Write CASE WHEN a = 0 THEN ... END.');
    if (name === 'FM') pattern.fills = true;
    if (name === 'V') shifts = true;
    if (name === '.' || name === 'D') {
      if (pattern.hasPoint) throw new Error(`to_char takes one point: ${written}`);
      pattern.hasPoint = true;
    }
    if (name === 'S') sign ??= pattern.hasPoint || pattern.before > 0 ? 'behind' : 'before';
    if (name !== '9' && name !== '0') continue;
    if (shifts && name === '9') pattern.shift += 1;
    else if (pattern.hasPoint) pattern.behind += 1;
    else {
      if (name === '0' && pattern.firstZero === -1) pattern.firstZero = pattern.before;
      pattern.before += 1;
    }
    if (name === '0') pattern.lastZero = pattern.before + pattern.behind;
  }
  const has = (name: string): boolean => pieces.some((piece) => piece.toUpperCase() === name);
  const [hasMinus, hasPlus] = [has('MI') || has('SG'), has('PL') || has('SG')];
  return { ...pattern, pieces, sign, isBracketed: has('PR'), hasMinus, hasPlus };
}

interface Rounded {
  readonly sign: '+' | '-';
  readonly whole: string;
  readonly fraction: string;
}

/** A number as a pattern has room for it: rounded half away from zero, a binary one half to even. */
function rounded(number: string, isBinary: boolean, { behind, shift }: NumberPattern): Rounded {
  const plain = plainDigits(number, isBinary);
  const isNegative = plain.startsWith('-');
  const [units = '0', decimals = ''] = plain.replace('-', '').split('.');
  const shifted =
    shift === 0 ? [units, decimals] : [units + decimals.padEnd(shift, '0').slice(0, shift), decimals.slice(shift)];
  const [whole = '0', rest = ''] = shifted;
  const places = isBinary ? Math.max(0, Math.min(behind, 15 - whole.replace(/^0+(?=\d)/, '').length)) : behind;
  const kept = BigInt(whole + rest.slice(0, places).padEnd(places, '0'));
  const left = rest.slice(places);
  const isHalf = /^50*$/.test(left);
  const goesUp = isHalf && isBinary ? kept % 2n === 1n : left !== '' && left >= '5';
  const digits = String(kept + (goesUp ? 1n : 0n)).padStart(places + 1, '0');
  const isZero = /^0*$/.test(digits);
  return {
    sign: isNegative && (isBinary || !isZero) ? '-' : '+',
    whole: digits.slice(0, digits.length - places),
    fraction: digits.slice(digits.length - places),
  };
}

/** A number without an exponent; of a binary one every digit that it really has. */
function plainDigits(number: string, isBinary: boolean): string {
  if (isBinary && Math.abs(Number(number)) < 1e21)
    return Number(number)
      .toFixed(100)
      .replace(/\.?0+$/, '');
  const [, minus = '', units = '0', decimals = '', exponent = '0'] =
    /^(-?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(number) ?? [];
  const point = units.length + Number(exponent);
  const digits = (units + decimals).padStart(units.length + decimals.length - Math.min(point, 0), '0');
  const at = Math.max(point, 0);
  return `${minus}${digits.padEnd(at, '0').slice(0, at) || '0'}.${digits.slice(at)}`;
}

/**
 * The number piece by piece, as PostgreSQL goes about it: blanks stand for digits that are not there, the sign where the number
 * begins, and with `FM` no blanks and no zeros at the end.
 */
function fillPattern(pattern: NumberPattern, { sign, whole, fraction }: Rounded): string {
  const { shift, hasPoint, fills, firstZero, lastZero, isBracketed, hasMinus, hasPlus } = pattern;
  const [before, behind] = [pattern.before + shift, pattern.behind];
  const fits = whole.length <= before;
  const blanks = Math.max(before - whole.length, 0);
  const digits = fits
    ? whole + (fraction === '' ? '' : `.${fraction}`)
    : `${'#'.repeat(before)}.${'#'.repeat(fraction.length)}`;
  const brackets = isBracketed && !(fills && sign === '+');
  const signPlace = pattern.sign === 'before' && pattern.before === 0 ? 'behind' : pattern.sign;
  let signDone = hasMinus ? true : hasPlus ? false : fills && sign === '+' && pattern.sign === undefined && !brackets;
  const lastKept = fills && hasPoint ? lastRelevant(digits, lastZero - blanks) : undefined;
  const count = before + behind - 1 + (!signDone && blanks === 0 ? 1 : 0);
  const hasZero = firstZero !== -1;
  const skipsZero = !hasZero && behind > 0 && digits.startsWith('0');
  let [at, place, began, text] = [0, 0, false, ''];

  const number = (isZero: boolean): void => {
    const isLeadingZero = skipsZero && at === 0;
    const begins = place >= blanks || (hasZero && firstZero === place);
    if (!signDone && begins && (!isLeadingZero || (lastKept !== undefined && digits[lastKept] === '.'))) {
      if (signPlace === 'before') text += sign;
      else if (signPlace === undefined && brackets) text += sign === '+' ? ' ' : '<';
      else if (signPlace === undefined) text += sign === '-' ? '-' : fills ? '' : ' ';
      if (signPlace !== 'behind') signDone = true;
    }
    if (place < blanks && (!hasZero || firstZero > place)) text += fills ? '' : ' ';
    else if (place < blanks) {
      text += '0';
      began = true;
    } else {
      if (digits[at] === '.') {
        if (lastKept === undefined || digits[lastKept] !== '.' || fills) text += '.';
      } else if (lastKept !== undefined && at > lastKept && !isZero) {
        // With FM zeros at the end are left out.
      } else if (isLeadingZero) {
        if (!fills) text += ' ';
        else if (lastKept !== undefined && digits[lastKept] === '.') text += '0';
      } else if (at < digits.length) {
        text += digits[at];
        began = true;
      }
      if (at < digits.length) at += 1;
    }
    const end = lastKept === at ? place : count + (blanks > 0 ? 1 : 0) + (hasPoint ? 1 : 0);
    if (place + 1 === end) {
      if (signDone && brackets) text += sign === '+' ? ' ' : '>';
      else if (signPlace === 'behind') text += sign;
    }
    place += 1;
  };

  for (const piece of pattern.pieces) {
    const name = piece.toUpperCase();
    if (/^[90.D]$/.test(name)) number(name === '0');
    else if (name === ',' || name === 'G') text += began ? ',' : fills ? '' : ' ';
    else if (name === 'MI') text += sign === '-' ? '-' : fills ? '' : ' ';
    else if (name === 'PL') text += sign === '+' ? '+' : fills ? '' : ' ';
    else if (name === 'SG') text += sign;
    else if (name === 'TH') text += sign === '-' || hasPoint || !fits ? '' : ordinal(whole, piece);
    else if (!['FM', 'S', 'V', 'PR'].includes(name))
      text += piece.replace(/^"([\s\S]*)"$/, '$1').replace(/\\([\s\S])/g, '$1');
  }
  return text;
}

function lastRelevant(digits: string, lastZero: number): number | undefined {
  const point = digits.indexOf('.');
  if (point === -1) return undefined;
  const plain = digits.replace(/0+$/, '').length - 1;
  return Math.max(plain, Math.min(digits.length - 1, lastZero));
}

function ordinal(whole: string, piece: string): string {
  const last = Number(whole.slice(-2));
  const ending = last >= 11 && last <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][last % 10] ?? 'th');
  return piece === 'TH' ? ending.toUpperCase() : ending;
}

function exponentText(number: string, behind: number): string {
  const [mantissa = '', exponent = '0'] = Number(number).toExponential(behind).split('e');
  const text = `${mantissa}e${exponent[0]}${exponent.slice(1).padStart(2, '0')}`;
  return text.startsWith('-') ? text : ` ${text}`;
}

const romans: readonly (readonly [string, number])[] = [
  ['M', 1000],
  ['CM', 900],
  ['D', 500],
  ['CD', 400],
  ['C', 100],
  ['XC', 90],
  ['L', 50],
  ['XL', 40],
  ['X', 10],
  ['IX', 9],
  ['V', 5],
  ['IV', 4],
  ['I', 1],
];

function withRoman(number: string, isBinary: boolean, { pieces, fills }: NumberPattern): string {
  const { sign, whole } = rounded(number, isBinary, { ...none, pieces });
  let left = sign === '-' ? 0 : Number(whole);
  let text = left < 1 || left > 3999 ? '#'.repeat(15) : '';
  if (text === '') {
    for (const [letters, value] of romans) {
      text += letters.repeat(Math.floor(left / value));
      left %= value;
    }
  }
  const shown = pieces.includes('rn') ? text.toLowerCase() : text;
  return fills ? shown : shown.padStart(15);
}
