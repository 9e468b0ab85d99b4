import type { Statement } from '../../sql/statement.ts';
import { changeForm } from './change/change-form.ts';
import { describeForm } from './describe/describe-form.ts';
import { execForm } from './exec/exec-form.ts';
import { explainForm } from './explain/explain-form.ts';
import { localForm } from './local/local-form.ts';
import { materializedViewForm } from './local/materialized-view-form.ts';
import { transactionForm } from './local/transaction-form.ts';
import { queryForm } from './query/query-form.ts';
import { registryForm } from './registry/registry-form.ts';
import { setForm, useForm } from './settings/settings-forms.ts';
import { showForm } from './show/show-form.ts';
import { sleepForm } from './sleep/sleep-form.ts';
import type { StatementForm } from './statement-form.ts';

type Kind = Statement['kind'];

/** Every form of statement: a line here and a folder beside this file. */
const forms: { readonly [K in Kind]: StatementForm<Extract<Statement, { readonly kind: K }>> } = {
  query: queryForm,
  insert: changeForm,
  update: changeForm,
  delete: changeForm,
  exec: execForm,
  explain: explainForm(formOf),
  show: showForm,
  describe: describeForm,
  use: useForm,
  set: setForm,
  transaction: transactionForm,
  registry: registryForm,
  sleep: sleepForm,
  'materialized-view': materializedViewForm,
  local: localForm,
};

/** The form of a statement. */
export function formOf<S extends Statement>({ kind }: S): StatementForm<S> {
  return forms[kind] as StatementForm as StatementForm<S>;
}
