import type { Statement } from '../../sql/statement.ts';
import { queryForm } from './query/query-form.ts';
import type { StatementForm } from './statement-form.ts';

type Kind = Statement['kind'];
type FormOfKind<K extends Kind> = StatementForm<Extract<Statement, { readonly kind: K }>>;

const change = async () => (await import('./change/change-form.ts')).changeForm;

/** Every form of statement: a line here and a folder beside this file. A query finds its own there; the others are loaded when first met. */
const forms: { readonly [K in Kind]: () => FormOfKind<K> | Promise<FormOfKind<K>> } = {
  query: () => queryForm,
  insert: change,
  update: change,
  delete: change,
  exec: async () => (await import('./exec/exec-form.ts')).execForm,
  explain: async () => (await import('./explain/explain-form.ts')).explainForm(formOf),
  show: async () => (await import('./show/show-form.ts')).showForm,
  describe: async () => (await import('./describe/describe-form.ts')).describeForm,
  use: async () => (await import('./settings/settings-forms.ts')).useForm,
  set: async () => (await import('./settings/settings-forms.ts')).setForm,
  transaction: async () => (await import('./local/transaction-form.ts')).transactionForm,
  registry: async () => (await import('./registry/registry-form.ts')).registryForm,
  sleep: async () => (await import('./sleep/sleep-form.ts')).sleepForm,
  'materialized-view': async () => (await import('./local/materialized-view-form.ts')).materializedViewForm,
  local: async () => (await import('./local/local-form.ts')).localForm,
};

/** The form of a statement. */
export async function formOf<S extends Statement>({ kind }: S): Promise<StatementForm<S>> {
  return (await forms[kind]()) as StatementForm as StatementForm<S>;
}
