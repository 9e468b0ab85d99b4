import { JsonPathError } from './json-path-error.ts';
import { type PathTime, pathTime } from './path-time.ts';

/** What a part of a template reads, and how many digits it may have. */
const fields: Readonly<Record<string, { readonly part: string; readonly form: string }>> = {
  YYYY: { part: 'year', form: '\\d{1,4}' },
  MM: { part: 'month', form: '\\d{1,2}' },
  DD: { part: 'day', form: '\\d{1,2}' },
  HH24: { part: 'hour', form: '\\d{1,2}' },
  HH12: { part: 'half', form: '\\d{1,2}' },
  HH: { part: 'half', form: '\\d{1,2}' },
  MI: { part: 'minute', form: '\\d{1,2}' },
  SS: { part: 'second', form: '\\d{1,2}' },
  MS: { part: 'part', form: '\\d{1,3}' },
  US: { part: 'part', form: '\\d{1,6}' },
  TZH: { part: 'zone', form: '[+-]?\\d{1,2}' },
  TZM: { part: 'minutes', form: '\\d{1,2}' },
  AM: { part: 'noon', form: '[AP]M' },
  PM: { part: 'noon', form: '[AP]M' },
  'A.M.': { part: 'noon', form: '[AP]\\.M\\.' },
  'P.M.': { part: 'noon', form: '[AP]\\.M\\.' },
};

const piece =
  /"([^"]*)"|FF([1-6])|YYYY|HH24|HH12|TZH|TZM|HH|MM|DD|MI|SS|MS|US|[AP]\.M\.|[AP]M|\s+|[-./,':;]|T(?=HH)/giy;

let last: { readonly template: string; readonly form: RegExp } | undefined;

/** The time that a text holds in the form of a template: `YYYY-MM-DD HH24:MI`. Undefined where it is not of that form. */
export function templateTime(text: string, template: string): PathTime | undefined {
  if (last?.template !== template) last = { template, form: formOf(template) };
  const parts = last.form.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const { half, noon, zone, minutes = '00', ...rest } = parts;
  if (half !== undefined && (Number(half) < 1 || Number(half) > 12)) return undefined;
  const hour = half === undefined ? rest.hour : String((Number(half) % 12) + (/^p/i.test(noon ?? '') ? 12 : 0));
  const signed = zone === undefined || /^[+-]/.test(zone) ? zone : `+${zone}`;
  return pathTime({ ...rest, hour, zone: signed === undefined ? undefined : `${signed}:${minutes.padStart(2, '0')}` });
}

function formOf(template: string): RegExp {
  let source = '';
  piece.lastIndex = 0;
  while (piece.lastIndex < template.length) {
    const found = piece.exec(template);
    if (found === null) throw new JsonPathError(`The template "${template}" of datetime() is not supported.`);
    const [written, quoted, digits] = found;
    const field = fields[written.toUpperCase()];
    if (quoted !== undefined) source += quoted.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    else if (digits !== undefined) source += `(?<part>\\d{1,${digits}})`;
    else if (field !== undefined) source += `(?<${field.part}>${field.form})`;
    else source += /^\s/.test(written) ? '\\s*' : written.replace(/[.]/g, '\\.');
  }
  try {
    return new RegExp(`^\\s*${source}\\s*$`, 'i');
  } catch {
    throw new JsonPathError(`The template "${template}" of datetime() names a part twice.`);
  }
}
