const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** So many milliseconds as a text says: `300s`, `5m`, `1.5 h`, `300` seconds; none is `off`. Undefined for what is no duration. */
export function durationOf(text: string): number | undefined {
  if (/^(off|none|0)?$/i.test(text.trim())) return 0;
  const [, count = '', unit = 's'] = /^(\d{1,9}(?:\.\d{1,3})?) *(ms|s|m|h|d)?$/i.exec(text.trim()) ?? [];
  if (count === '') return undefined;
  return Number(count) * (units[unit.toLowerCase()] ?? 0);
}
