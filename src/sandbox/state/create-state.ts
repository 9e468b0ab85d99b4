import type { Place, SandboxState, Table } from '../service.ts';
import { type RandomSource, seededRandom } from './seeded-random.ts';

/**
 * The sandbox's state in memory, empty. Tables keep the order in which their records were first set.
 *
 * @param seed decides the identifiers: the same seed and the same requests give the same ones.
 */
export function createState(seed: number): SandboxState {
  const tables = new Map<string, Map<string, { readonly place: Place; readonly records: Map<string, unknown> }>>();
  let random = seededRandom(seed);
  return {
    table<Record>(place: Place, name: string): Table<Record> {
      const ofName = entryOf(tables, name, () => new Map());
      const key = `${place.account}/${place.region}`;
      const { records } = entryOf(ofName, key, () => ({
        place: { account: place.account, region: place.region },
        records: new Map<string, unknown>(),
      }));
      // Sound because a table is only ever reached by its name, and a name stands for one kind of record.
      return records as Map<string, Record>;
    },
    places: (name) => [...(tables.get(name)?.values() ?? [])].map((entry) => entry.place),
    identifier: (prefix, hexDigits) => prefix + hexadecimal(random, hexDigits),
    uuid: () => uuidOf(random),
    reset() {
      for (const ofName of tables.values()) for (const entry of ofName.values()) entry.records.clear();
      tables.clear();
      random = seededRandom(seed);
    },
  };
}

function hexadecimal(random: RandomSource, digits: number): string {
  let text = '';
  while (text.length < digits) text += Math.floor(random() * 16).toString(16);
  return text;
}

function uuidOf(random: RandomSource): string {
  const variant = (8 + Math.floor(random() * 4)).toString(16);
  const digits = (count: number) => hexadecimal(random, count);
  return `${digits(8)}-${digits(4)}-4${digits(3)}-${variant}${digits(3)}-${digits(12)}`;
}

function entryOf<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
