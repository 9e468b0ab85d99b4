import type { WireStructure } from '../../aws/service-model.ts';

/** JSON with sorted members, so that two requests with the same parameters have the same text. */
export function canonicalText(input: WireStructure): string {
  return JSON.stringify(input, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)))
      : value,
  );
}
