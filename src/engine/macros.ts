import { macroName, macroRemovals } from './compatibility/macro.ts';
import { macrosNeeded } from './compatibility/macros-needed.ts';
import { postgresMacros } from './compatibility/postgres.ts';
import { stackqlMacros } from './compatibility/stackql.ts';
import type { Engine } from './engine.ts';

/** The functions of other dialects, made in a session when a statement first names them: most name none, and all of them cost 100 ms. */
export class Macros {
  readonly #engine: Engine;
  readonly #made = new Set<string>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Whether the session's connection has any: another connection does not have them. */
  get areMade(): boolean {
    return this.#made.size > 0;
  }

  async provide(sql: string, dialect: 'duckdb' | 'stackql'): Promise<void> {
    const all = dialect === 'stackql' ? [...postgresMacros, ...stackqlMacros] : postgresMacros;
    const missing = macrosNeeded(sql, all).filter((macro) => !this.#made.has(macro));
    await this.#engine.provideFunctions(sql + missing.join());
    if (missing.length === 0) return;
    await this.#engine.ask(missing.join(';\n'));
    for (const macro of missing) this.#made.add(macro);
  }

  /** Takes back the functions that stand in the way of DuckDB's own. */
  async leaveStackql(): Promise<void> {
    const names = new Set(stackqlMacros.map(macroName));
    const made = [...this.#made].filter((macro) => names.has(macroName(macro)));
    if (made.length === 0) return;
    await this.#engine.ask(macroRemovals(made).join(';\n'));
    for (const macro of made) this.#made.delete(macro);
  }
}
