import { quoteLiteral } from '../../data/quote.ts';
import type { Value } from '../../data/value.ts';
import type { PlanValue } from './duckdb-plan.ts';
import { renderType } from './render-type.ts';

/** A constant of the plan as SQL that means the same value of the same type; undefined of a kind that is not read. */
export function renderConstant(constant: PlanValue): string | undefined {
  if (constant.is_null) return 'NULL';
  const { type, value } = constant;
  const exact = exactly[type.id]?.(value);
  if (exact !== undefined) return exact;
  const name = renderType(type);
  if (name === undefined) return undefined;
  if (type.id === 'LIST') return renderList(value, name);
  const text = textOf(constant);
  if (text === undefined) return undefined;
  return plain.has(name) ? text : `CAST(${text} AS ${name})`;
}

/** Literals of these types say what they are. */
const plain: ReadonlySet<string> = new Set(['VARCHAR', 'BOOLEAN', 'INTEGER']);

function textOf(constant: PlanValue): string | undefined {
  const { type, value } = constant;
  if (type.id === 'DECIMAL') return decimalText(value, scaleOf(type));
  if (type.id === 'DATE') return dateText(value);
  if (type.id === 'INTERVAL') return intervalText(value);
  const simple = constantValue(constant);
  return typeof simple === 'string' ? quoteLiteral(simple) : simple === undefined ? undefined : String(simple);
}

/** Moments are held in microseconds, of which the text of a date has a thousandth. */
const exactly: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  TIMESTAMP: (value) => momentOf('make_timestamp', value),
  'TIMESTAMP WITH TIME ZONE': (value) => momentOf('make_timestamptz', value),
};

function momentOf(maker: string, value: unknown): string | undefined {
  return /^-?\d{1,18}$/.test(String(value)) ? `system.main.${maker}(CAST(${value} AS BIGINT))` : undefined;
}

/** A date is held in days since 1970. */
function dateText(days: unknown): string | undefined {
  const date = new Date(Number(days) * 86_400_000);
  const isUsual = date.getUTCFullYear() >= 1000 && date.getUTCFullYear() <= 9999;
  return isUsual ? quoteLiteral(date.toISOString().slice(0, 10)) : undefined;
}

function intervalText(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { months, days, micros } = value as {
    readonly months?: unknown;
    readonly days?: unknown;
    readonly micros?: unknown;
  };
  return quoteLiteral(`${months} months ${days} days ${micros} microseconds`);
}

/** A decimal number is a whole one and where its point stands; one that is too long for that comes in two halves. */
function decimalText(value: unknown, scale: number): string | undefined {
  const whole = wholeOf(value);
  if (whole === undefined) return undefined;
  const digits = String(whole < 0n ? -whole : whole).padStart(scale + 1, '0');
  const point = digits.length - scale;
  return `${whole < 0n ? '-' : ''}${digits.slice(0, point)}${scale === 0 ? '' : `.${digits.slice(point)}`}`;
}

function wholeOf(value: unknown): bigint | undefined {
  if (/^-?\d+$/.test(String(value))) return BigInt(String(value));
  if (typeof value !== 'object' || value === null) return undefined;
  const { upper, lower } = value as { readonly upper?: unknown; readonly lower?: unknown };
  return /^-?\d+$/.test(String(upper)) && /^\d+$/.test(String(lower))
    ? (BigInt(String(upper)) << 64n) + BigInt(String(lower))
    : undefined;
}

function scaleOf(type: PlanValue['type']): number {
  return Number((type.type_info as { readonly scale?: unknown } | null | undefined)?.scale ?? 0);
}

function renderList(value: unknown, type: string): string | undefined {
  const { children } = (value ?? {}) as { readonly children?: readonly PlanValue[] };
  const items = children?.map(renderConstant);
  return items === undefined || items.includes(undefined) ? undefined : `CAST([${items.join(', ')}] AS ${type})`;
}

/** A constant of the plan as a plain value; timestamps, which the plan holds in microseconds, as ISO 8601 text. */
export function constantValue(constant: PlanValue): Value | undefined {
  if (constant.is_null) return null;
  const { value } = constant;
  if (constant.type.id.startsWith('TIMESTAMP')) {
    const milliseconds = Number(value) / 1000;
    return Number.isFinite(milliseconds) && Math.abs(milliseconds) < 8.64e15
      ? new Date(milliseconds).toISOString()
      : undefined;
  }
  if (!simpleTypes.has(constant.type.id)) return undefined;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}

const simpleTypes: ReadonlySet<string> = new Set([
  'VARCHAR',
  'BOOLEAN',
  'TINYINT',
  'SMALLINT',
  'INTEGER',
  'BIGINT',
  'DOUBLE',
  'FLOAT',
  'UINTEGER',
  'UBIGINT',
]);
