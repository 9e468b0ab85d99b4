import type { SetStatement, UseStatement } from '../../../sql/statement.ts';
import type { StatementForm } from '../statement-form.ts';
import { setSetting, use } from './settings.ts';

export const useForm: StatementForm<UseStatement> = { command: () => 'USE', run: use };

export const setForm: StatementForm<SetStatement> = { command: () => 'SET', run: setSetting };
