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
