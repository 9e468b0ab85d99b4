import type { RawColumn } from '../../engine/raw-column.ts';
import { decimalText } from './decimal-text.ts';
import { writeNumeric } from './numeric.ts';
import { scaledBigint, scaledNumbers } from './raw-number.ts';
import type { WriteRaw } from './raw-text.ts';

const base = 10_000;
const digitsOfGroup = 4;
/** Beyond this a number does not hold what stands behind the point, filled up to whole groups. */
const longestScale = 12;
const negative = 0x4000;

/** Writes decimals as PostgreSQL's numeric: digits of base 10,000, without zeros at both ends. */
export function rawNumeric(column: RawColumn): WriteRaw {
  const { scale } = column;
  const short = scaledNumbers(column);
  const unit = 10 ** scale;
  const behind = Math.ceil(scale / digitsOfGroup);
  const filled = 10 ** (behind * digitsOfGroup - scale);
  // From the last group to the first.
  const groups: number[] = [];
  return (out, row) => {
    const value = scale > longestScale ? undefined : short(row);
    if (value === undefined) {
      writeNumeric(out, decimalText(scaledBigint(column, row), scale));
      return;
    }
    const distance = Math.abs(value);
    const whole = Math.floor(distance / unit);
    groups.length = 0;
    let rest = (distance - whole * unit) * filled;
    for (let group = 0; group < behind; group += 1) {
      groups.push(rest % base);
      rest = Math.floor(rest / base);
    }
    for (rest = whole; rest > 0; rest = Math.floor(rest / base)) groups.push(rest % base);
    let end = groups.length;
    while (end > 0 && groups[end - 1] === 0) end -= 1;
    let start = 0;
    while (start < end && groups[start] === 0) start += 1;
    const isZero = start === end;
    out.int16(end - start);
    out.int16(isZero ? 0 : end - 1 - behind);
    out.int16(value < 0 ? negative : 0);
    out.int16(scale);
    for (let group = end - 1; group >= start; group -= 1) out.int16(groups[group] ?? 0);
  };
}
