import type { TypedColumn } from '../statements/columns.ts';
import type { Command } from '../statements/command.ts';
import { typedColumns } from '../statements/result-rows.ts';
import { settingSpelling } from '../statements/server-settings.ts';
import * as scalars from '../types/scalar-types.ts';
import type { Backend } from './backend.ts';

const text = (name: string): TypedColumn => ({ name, type: scalars.text });

/** The columns of SHOW ALL. */
export const allSettingsColumns = ['name', 'setting', 'description'].map((name) => ({ name, type: 'VARCHAR' }));

/** The columns that a statement of ours gives; null of one without rows. */
export function ownColumns(backend: Backend, command: Command): readonly TypedColumn[] | null {
  switch (command.kind) {
    case 'show':
      return command.name === 'all' ? typedColumns(allSettingsColumns) : [text(settingSpelling(command.name))];
    case 'signal':
      return [{ name: command.column, type: scalars.bool }];
    case 'fetch': {
      const outcome = backend.portals.get(command.name)?.outcome;
      return outcome?.kind === 'rows' ? outcome.rows.columns : null;
    }
    default:
      return null;
  }
}
