/** Numbers in [0, 1), the same sequence for the same seed. */
export type RandomSource = () => number;

/** Mulberry32 (public domain): small, even enough for identifiers and fault rates, and never for secrets. */
export function seededRandom(seed: number): RandomSource {
  let current = seed >>> 0;
  return () => {
    current = (current + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(current ^ (current >>> 15), current | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
