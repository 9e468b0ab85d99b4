/** A time as SigV4 writes it: `20150830T123600Z`. */
export function formatSigningTime(milliseconds: number): string {
  const second = Math.floor(milliseconds / 1000);
  if (second !== last.second)
    last = { second, text: new Date(milliseconds).toISOString().replace(/[-:]|\.\d{3}/g, '') };
  return last.text;
}

/** Many requests are signed within one second. */
let last = { second: Number.NaN, text: '' };

/** Milliseconds since 1970 of such a time; undefined when the text is none. */
export function parseSigningTime(text: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  const milliseconds = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
