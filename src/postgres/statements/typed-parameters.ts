import { parameterNames } from '../../sql/parameters-in.ts';
import { tokenize } from '../../sql/tokenize.ts';
import { PostgresError } from '../errors/postgres-error.ts';
import type { ArrayItem } from '../types/array-text.ts';
import { type ParameterType, parameterType } from '../types/parameter-type.ts';

/** A statement's text with its parameters cast to their types, and how to find the way back. */
export interface TypedText {
  readonly sql: string;
  offsetInSource(offset: number): number;
}

/** The numbers of a statement's parameters, `$1` is 1. Throws 42P02 where it names one otherwise. */
export function parameterNumbers(sql: string): ReadonlySet<number> {
  const names = new Set(parameterNames(sql, tokenize(sql)).values());
  return new Set(
    [...names].map((name) => {
      if (!/^[1-9]\d{0,4}$/.test(name) || Number(name) > 65_535)
        throw new PostgresError('42P02', `there is no parameter $${name}`, { hint: 'Parameters are $1, $2, ...' });
      return Number(name);
    }),
  );
}

/** The type of each parameter, by its number from 1. Throws 42704 of a type that there is none of here. */
export function typeOfParameter(oid: number): ParameterType {
  const type = parameterType(oid);
  if (type === undefined)
    throw new PostgresError('42704', `A parameter cannot be of the type with the OID ${oid}.`, {
      hint: 'Give it as text.',
    });
  return type;
}

/** Writes a cast around each parameter that has one. */
export function typedText(sql: string, castOf: (number: number) => string | undefined): TypedText {
  const names = parameterNames(sql, tokenize(sql));
  let typed = '';
  let copied = 0;
  /** From where in the text it is so much longer than the source. */
  const steps: { readonly from: number; readonly source: number }[] = [];
  for (const [token, name] of names) {
    const cast = castOf(Number(name));
    if (cast === undefined) continue;
    const end = token.offset + token.text.length;
    typed += sql.slice(copied, token.offset);
    steps.push({ from: typed.length, source: token.offset });
    typed += `CAST(${token.text} AS ${cast})`;
    steps.push({ from: typed.length, source: end });
    copied = end;
  }
  typed += sql.slice(copied);
  return {
    sql: typed,
    offsetInSource(offset) {
      const index = steps.findLastIndex(({ from }) => from <= offset);
      const step = steps[index];
      if (step === undefined) return offset;
      // Inside of a cast there is nothing but the parameter.
      return index % 2 === 0 ? step.source : step.source + offset - step.from;
    },
  };
}

/** What a parameter is cast to: a number with a fraction to as many digits as its value has. Throws 22003. */
export function castFor({ cast, kind, isArray }: ParameterType, value: ArrayItem): string | undefined {
  const depth = isArray ? Math.max(1, depthOf(value)) : 0;
  if (kind !== 'numeric') return cast?.replace(/(?:\[\])?$/, '[]'.repeat(depth));
  const numbers = textsIn(value);
  if (numbers.some((text) => !/^\s*[-+]?(?:\d+\.?\d*|\.\d+)\s*$/.test(text))) return isArray ? 'DOUBLE[]' : 'DOUBLE';
  const whole = Math.max(0, ...numbers.map((text) => /^\D*0*(\d*)/.exec(text.trim())?.[1]?.length ?? 0));
  const scale = Math.max(0, ...numbers.map((text) => /\.(\d*)/.exec(text)?.[1]?.length ?? 0));
  const precision = Math.max(1, whole + scale);
  if (precision > 38)
    throw new PostgresError('22003', 'A parameter has more digits than the 38 that a number here has.', {
      hint: 'Give it as float8, or as text.',
    });
  return `DECIMAL(${precision},${scale})${'[]'.repeat(depth)}`;
}

function textsIn(value: ArrayItem): readonly string[] {
  if (value === null) return [];
  return typeof value === 'string' ? [value] : value.flatMap(textsIn);
}

function depthOf(value: ArrayItem): number {
  return Array.isArray(value) ? 1 + Math.max(0, ...value.map(depthOf)) : 0;
}
