import { quoteLiteral } from '../../data/quote.ts';
import { PostgresError } from '../errors/postgres-error.ts';
import { isCustomSetting, serverSetting, serverSettings, sessionSetting, settingSpelling } from './server-settings.ts';

/** The settings of one connection as they were at some moment. */
export type SettingsSnapshot = ReadonlyMap<string, string>;

/** The settings of one connection: PostgreSQL's, and those of its session that it has set. */
export class Settings {
  /** What RESET goes back to. */
  readonly #initial = new Map<string, string>(
    serverSettings().flatMap(([name, { initial }]) => (initial === undefined ? [] : [[name, initial] as const])),
  );
  #values = new Map(this.#initial);

  /** The names of those that clients are told of. */
  reported(): readonly string[] {
    return serverSettings().flatMap(([name, { isReported }]) => (isReported === true ? [name] : []));
  }

  all(): readonly (readonly [string, string])[] {
    // Those that programs make for themselves are in no list of PostgreSQL's either.
    const listed = [...this.#values.keys()].filter((name) => !isCustomSetting(name));
    const names = new Set([...listed, ...ofTransaction]);
    return [...names].map((name) => [settingSpelling(name), this.get(name)] as const);
  }

  /** Those that a program made for itself. */
  custom(): readonly (readonly [name: string, value: string])[] {
    return [...this.#initial.keys()].filter(isCustomSetting).map((name) => [name, this.get(name)] as const);
  }

  get(name: string): string {
    const own = this.#values.get(name);
    if (own !== undefined) return own;
    const followed = serverSetting(name)?.default;
    return followed === undefined ? '' : this.get(followed);
  }

  /** As SHOW has it: a duration in the largest unit that it is a whole number of. */
  shown(name: string): string {
    const value = this.get(name);
    if (!name.endsWith('_timeout') || !/^[1-9]\d*$/.test(value)) return value;
    const milliseconds = Number(value);
    const [unit, size] = durations.find(([, each]) => milliseconds % each === 0) ?? ['ms', 1];
    return `${milliseconds / size}${unit}`;
  }

  has(name: string): boolean {
    return this.#values.has(name) || ofTransaction.includes(name) || (isCustomSetting(name) && this.#initial.has(name));
  }

  /** The settings of a transaction that were made in it. */
  transactionModes(): SettingsSnapshot {
    return new Map([...this.#values].filter(([name]) => ofTransaction.includes(name)));
  }

  /** The settings of a transaction end with it. */
  endTransaction(): void {
    for (const name of ofTransaction) this.#values.delete(name);
  }

  /** Fixes a value of the connection itself, such as its user's name. */
  fix(name: string, value: string): void {
    this.#initial.set(name, value);
    this.#values.set(name, value);
  }

  /** The schemas in which names are looked for. */
  searchPath(): readonly string[] {
    const names = [...this.get('search_path').matchAll(/"((?:[^"]|"")*)"|([^\s,"]+)/g)].map(([, quoted, plain = '']) =>
      quoted === undefined ? plain.toLowerCase() : quoted.replaceAll('""', '"'),
    );
    return names.map((name) => (name === '$user' ? this.get('session_authorization') : name));
  }

  /** Throws 22023, and 55P02 for one that is not set by statements. */
  set(name: string, values: readonly string[]): void {
    const value = values.join(', ');
    if (isCustomSetting(name)) {
      if (values.length > 1) throw new PostgresError('22023', `SET ${name} takes only one argument`);
      this.#makeCustom(name);
      this.#values.set(name, value);
    } else if (sessionSetting(name) === undefined) {
      const setting = serverSetting(name);
      if (setting === undefined) throw unknown(name);
      if (setting.isFixed === true)
        throw new PostgresError('55P02', `parameter "${settingSpelling(name)}" cannot be changed`);
      // Times are UTC wherever they are read, as those of the service are.
      if (name === 'timezone') return;
      this.#values.set(name, setting.check?.(value) ?? value);
    } else this.#values.set(name, value);
  }

  /** Once made it is there until the connection ends, as at PostgreSQL: empty, where what has set it was taken back. */
  #makeCustom(name: string): void {
    if (!this.#initial.has(name)) this.#initial.set(name, '');
  }

  /** What is so now is what RESET goes back to: of the settings that a connection begins with. */
  keepAsInitial(): void {
    for (const [name, value] of this.#values) this.#initial.set(name, value);
  }

  /** Answers the names whose values are others now. */
  reset(name: string): readonly string[] {
    if (name === 'all') return this.restore(this.#initial);
    if (isCustomSetting(name)) this.#makeCustom(name);
    const initial = this.#initial.get(name);
    if (initial === undefined && serverSetting(name) === undefined && sessionSetting(name) === undefined)
      throw unknown(name);
    const changed = this.#values.get(name) !== initial;
    if (initial === undefined) this.#values.delete(name);
    else this.#values.set(name, initial);
    return changed ? [name] : [];
  }

  snapshot(): SettingsSnapshot {
    return new Map(this.#values);
  }

  /** Answers the names whose values are others now. */
  restore(snapshot: SettingsSnapshot): readonly string[] {
    const names = new Set([...this.#values.keys(), ...snapshot.keys()]);
    const changed = [...names].filter((name) => this.#values.get(name) !== snapshot.get(name));
    this.#values = new Map(snapshot);
    return changed;
  }
}

const ofTransaction = serverSettings().flatMap(([name, setting]) => (setting.default === undefined ? [] : [name]));

const durations = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

function unknown(name: string): PostgresError {
  if (name.includes('.') && !name.startsWith('skyql.'))
    return new PostgresError('42602', `invalid configuration parameter name "${name}"`, {
      detail: 'Custom parameter names must be two or more simple identifiers separated by dots.',
    });
  return new PostgresError('42704', `unrecognized configuration parameter "${name}"`);
}

/** The statement that tells the session of a setting; undefined of one that is the connection's alone. */
export function sessionStatementFor(settings: Settings, name: string): string | undefined {
  if (name === 'statement_timeout') {
    const milliseconds = settings.get(name);
    return milliseconds === '0' ? 'RESET timeout' : `SET timeout = '${milliseconds}ms'`;
  }
  const own = sessionSetting(name);
  if (own === undefined) return undefined;
  return settings.has(name) ? `SET ${own} = ${quoteLiteral(settings.get(name))}` : `RESET ${own}`;
}
