import type { RawColumn } from '../../engine/raw-column.ts';

const twoTo32 = 4_294_967_296;
/** Of whole numbers whose upper half is not beyond this a number holds every digit. */
const safeUpper = 2 ** 21;

/** The whole number of eight bytes that stands there, as a number; undefined of one that a number does not hold exactly. */
export function rawNumber(view: DataView, offset: number): number | undefined {
  const upper = view.getInt32(offset + 4, true);
  if (upper < -safeUpper || upper >= safeUpper) return undefined;
  return upper * twoTo32 + view.getUint32(offset, true);
}

/** The whole number of sixteen bytes that stands there. */
export function rawBigint(view: DataView, offset: number, isSigned: boolean): bigint {
  const upper = isSigned ? view.getBigInt64(offset + 8, true) : view.getBigUint64(offset + 8, true);
  return (upper << 64n) + view.getBigUint64(offset, true);
}

/** Reads the numbers of a column of decimals as they are stored, without their point; undefined of those that a number does not hold exactly. */
export function scaledNumbers({ size, view }: RawColumn): (row: number) => number | undefined {
  if (size === 2) return (row) => view.getInt16(row * 2, true);
  if (size === 4) return (row) => view.getInt32(row * 4, true);
  if (size === 8) return (row) => rawNumber(view, row * 8);
  return (row) => {
    const value = rawNumber(view, row * 16);
    const upper = value !== undefined && value < 0 ? -1 : 0;
    const isShort = view.getInt32(row * 16 + 8, true) === upper && view.getInt32(row * 16 + 12, true) === upper;
    return isShort ? value : undefined;
  };
}

/** One of them that is longer than a number. */
export function scaledBigint({ size, view }: RawColumn, row: number): bigint {
  return size === 8 ? view.getBigInt64(row * 8, true) : rawBigint(view, row * 16, true);
}
