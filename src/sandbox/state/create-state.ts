import type { Place, SandboxState, Table } from '../service.ts';
import { type ChangeListener, RecordTable } from './record-table.ts';
import { type RandomSource, resumableRandom } from './seeded-random.ts';
import type { StateRecord } from './state-record.ts';

/** A state that can be looked at and replaced as a whole. */
export interface WholeState extends SandboxState {
  /** All records: those of a table in the order in which they were first set. */
  records(): Iterable<StateRecord>;
  /** Where the sequence of identifiers stands. */
  position(): number;
  /** Puts these records into the place of everything that was there. */
  replace(records: Iterable<StateRecord>, position: number): void;
}

/** What stands behind the tables of a state. */
export interface StateBacking {
  make(name: string, place: Place): RecordTable<unknown>;
  /** All tables have been emptied. */
  cleared(): void;
  /** The tables that there are already. */
  readonly tables: readonly RecordTable<unknown>[];
  /** Where the sequence of identifiers stands; the seed's beginning where nothing is said. */
  readonly position: number | undefined;
}

interface TablesOfName {
  /** In the order in which they were made. */
  readonly all: RecordTable<unknown>[];
  /** By account and region. */
  readonly byPlace: Map<string, Map<string, RecordTable<unknown>>>;
}

/**
 * The sandbox's state in memory, empty. Tables keep the order in which their records were first set.
 *
 * @param seed decides the identifiers: the same seed and the same requests give the same ones.
 */
export function createState(seed: number, backing: StateBacking = nothingBehind()): WholeState {
  const tables = new Map<string, TablesOfName>();
  const tableOf = ({ account, region }: Place, name: string, make: () => RecordTable<unknown>) => {
    const ofName = entryOf(tables, name, (): TablesOfName => ({ all: [], byPlace: new Map() }));
    const ofAccount = entryOf(ofName.byPlace, account, () => new Map<string, RecordTable<unknown>>());
    const known = ofAccount.get(region);
    if (known !== undefined) return known;
    const made = make();
    ofAccount.set(region, made);
    ofName.all.push(made);
    return made;
  };
  for (const table of backing.tables) tableOf(table.identity.place, table.identity.name, () => table);
  let random = resumableRandom(backing.position ?? seed);
  const table = ({ account, region }: Place, name: string) =>
    tableOf({ account, region }, name, () => backing.make(name, { account, region }));
  // Tables stay when they are emptied: whoever holds one still has the one that is in use.
  const clear = () => {
    for (const { all } of tables.values()) for (const one of all) one.clear();
    backing.cleared();
  };
  return {
    // Sound because a table is only ever reached by its name, and a name stands for one kind of record.
    table: <Record>(place: Place, name: string) => table(place, name) as Table<unknown> as Table<Record>,
    places: (name) =>
      (tables.get(name)?.all ?? []).filter(({ size }) => size > 0).map(({ identity }) => identity.place),
    tableNames: () => [...tables].filter(([, { all }]) => all.some(({ size }) => size > 0)).map(([name]) => name),
    identifier: (prefix, hexDigits) => prefix + hexadecimal(random.next, hexDigits),
    uuid: () => uuidOf(random.next),
    position: () => random.position(),
    *records() {
      for (const { all } of tables.values()) {
        for (const one of all) {
          const { name, place } = one.identity;
          for (const [key, record] of one.keyed()) yield { table: name, place, key, record };
        }
      }
    },
    replace(records, position) {
      clear();
      for (const { table: name, place, key, record } of records) table(place, name).set(key, record);
      random = resumableRandom(position);
    },
    reset() {
      clear();
      random = resumableRandom(seed);
    },
  };
}

function nothingBehind(): StateBacking {
  let tables = 0;
  let positions = 0;
  const listener: ChangeListener = {
    nextPosition() {
      positions += 1;
      return positions;
    },
    changed: () => undefined,
    removed: () => undefined,
  };
  return {
    tables: [],
    position: undefined,
    make(name, place) {
      tables += 1;
      return new RecordTable({ id: tables, name, place }, listener);
    },
    cleared: () => undefined,
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
