/** The shortest text that reads as this number, as PostgreSQL writes it: with an exponent from 1e15 and below 1e-4. */
export function doubleText(value: number): string {
  const size = Math.abs(value);
  // There JavaScript writes the same.
  if (size >= 1e-4 && size < 1e15) return String(value);
  return floatText(value, value.toExponential(), 15);
}

/** Of a float of 4 bytes: the shortest text that reads as it, with an exponent from 1e6. */
export function singleText(value: number): string {
  for (let digits = 0; digits < 9; digits += 1) {
    const text = value.toExponential(digits);
    if (Math.fround(Number(text)) === value) return floatText(value, text, 6);
  }
  return floatText(value, value.toExponential(), 6);
}

function floatText(value: number, exponential: string, from: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [mantissa = '', power = '0'] = exponential.split('e');
  const exponent = Number(power);
  if (exponent < -4 || exponent >= from)
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replace(/[-.]/g, '');
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = digits.slice(exponent + 1);
  return fraction === '' ? sign + whole : `${sign}${whole}.${fraction}`;
}
