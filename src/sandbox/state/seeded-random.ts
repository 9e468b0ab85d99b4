/** Numbers in [0, 1), the same sequence for the same seed. */
export type RandomSource = () => number;

/** A sequence that can be left and taken up again. */
export interface ResumableRandom {
  readonly next: RandomSource;
  /** Where the sequence stands: given to `resumableRandom` it goes on from there. */
  position(): number;
}

/** Mulberry32 (public domain): small, even enough for identifiers and fault rates, and never for secrets. */
export function resumableRandom(start: number): ResumableRandom {
  let current = start >>> 0;
  return {
    position: () => current,
    next() {
      current = (current + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(current ^ (current >>> 15), current | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    },
  };
}

export function seededRandom(seed: number): RandomSource {
  return resumableRandom(seed).next;
}
