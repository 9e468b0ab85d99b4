import type { Value } from '../data/value.ts';
import type { ResourceName, ScanFilter, ScanRequest } from './provider.ts';

/** A list as it was asked for, wherever it was. */
export type AskedList = Pick<ScanRequest, 'resource' | 'path' | 'parameters' | 'filters'>;

/** How many rows lists had when they were last read to their ends: what earlier statements of the host saw. It ranks paths, no more. */
export interface SeenRows {
  saw(list: AskedList, rows: number): void;
  /** The rows of one request like this one. */
  of(list: AskedList): number | undefined;
  /** The rows that each value of the path's parameters had, whichever the values were. */
  ofEach(list: AskedList): number | undefined;
}

const mostLists = 2000;
/** How many of the last readings count: a list is of another length in each region, and changes. */
const mostReadings = 20;

interface Average {
  readonly rows: number;
  readonly readings: number;
}

export function createSeenRows(): SeenRows {
  const averages = new Map<string, Average>();
  const add = (key: string, rows: number) => {
    const known = averages.get(key) ?? { rows: 0, readings: 0 };
    const readings = Math.min(known.readings + 1, mostReadings);
    averages.delete(key);
    averages.set(key, { rows: known.rows + (rows - known.rows) / readings, readings });
    const [oldest] = averages.keys();
    if (averages.size > mostLists && oldest !== undefined) averages.delete(oldest);
  };
  return {
    saw(list, rows) {
      add(exactKey(list), rows);
      const values = Object.values(list.parameters).map((value) => (Array.isArray(value) ? value.length : 1));
      if (values.length > 0) add(formKey(list), rows / Math.max(1, ...values));
    },
    of: (list) => averages.get(exactKey(list))?.rows,
    ofEach: (list) => averages.get(formKey(list))?.rows,
  };
}

function exactKey(list: AskedList): string {
  const given = Object.entries(list.parameters).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return keyOf(list, given);
}

function formKey(list: AskedList): string {
  return keyOf(list, ['each', ...Object.keys(list.parameters).toSorted()]);
}

function keyOf({ resource, path, filters }: AskedList, parameters: readonly unknown[]): string {
  return JSON.stringify([nameOf(resource), path, parameters, filters.map(textOf).toSorted()]);
}

function nameOf({ provider, service, resource }: ResourceName): string {
  return `${provider}.${service}.${resource}`;
}

function textOf({ column, key, operator, values }: ScanFilter): string {
  return JSON.stringify([column, key, operator, ...(values as readonly Value[])]);
}
