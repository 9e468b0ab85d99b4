import type { Engine } from '../../engine/engine.ts';
import type { Macros } from '../../engine/macros.ts';
import type { ShadowTables } from '../../engine/shadow-tables.ts';
import type { Provider } from '../../providers/provider.ts';
import type { SeenRows } from '../../providers/seen-rows.ts';

/** Where the names of a statement are looked up: what a session says of them. */
export interface NameScope {
  readonly engine: Engine;
  readonly macros: Pick<Macros, 'provide'>;
  readonly dialect: 'duckdb' | 'stackql';
  readonly tables: ShadowTables;
  readonly providers: ReadonlyMap<string, Provider>;
  /** The front parts of names that USE lets statements leave out. */
  readonly use: readonly string[];
  /** The session's own database and schema, where new tables go: `memory.main`. */
  readonly localSchema: string;
  /** Whether there may be functions of one's own, whose text no statement tells. */
  readonly hasOwnFunctions?: boolean;
  /** How long lists were. */
  readonly seenRows?: SeenRows;
  readonly transaction: 'none' | 'begun' | 'open';
}
