import { quoteLiteral } from '../../data/quote.ts';
import type { Suggestion } from '../completion.ts';
import type { Want } from '../want.ts';
import type { Lookup } from './lookup.ts';

interface OwnSetting {
  readonly description: string;
  /** Values as SET takes them. */
  readonly values: readonly string[];
}

const booleans = ['true', 'false'];
const durations = (...values: readonly string[]) => [...values, 'off'].map(quoteLiteral);

/** The settings that are skyql's own. */
export const ownSettings: Readonly<Record<string, OwnSetting>> = {
  region: { description: 'the regions of statements that name none', values: [] },
  regions: { description: 'the regions of statements that name none', values: [] },
  dialect: { description: "what statements mean: DuckDB's SQL or StackQL's", values: ["'duckdb'", "'stackql'"] },
  max_changes: { description: 'the most resources that one statement changes unasked', values: ['10', '50'] },
  idempotency_key: { description: 'lets INSERT and EXEC be repeated', values: [] },
  strict: { description: 'turns warnings into failure', values: booleans },
  fail_fast: { description: 'stops a change at its first failure', values: booleans },
  allow_partial: { description: 'lets a change act on what could be read', values: booleans },
  changes_in_transaction: { description: 'lets changes of the cloud run between BEGIN and COMMIT', values: booleans },
  cache: { description: 'how old the answers may be that a query takes', values: durations('60s', '300s', '1h') },
  timeout: { description: 'how long a statement may take', values: durations('30s', '5m') },
  call_timeout: { description: 'how long the answer of one call may take', values: durations('20s', '60s') },
};

export async function settingSuggestions({ known }: Lookup): Promise<readonly Suggestion[]> {
  const others = (await known.settings?.()) ?? [];
  return [
    ...Object.entries(ownSettings).map(
      ([text, { description }]): Suggestion => ({ text, kind: 'setting', detail: description }),
    ),
    ...others.map(({ name, description }): Suggestion => ({ text: name, kind: 'setting', detail: description })),
  ];
}

export async function settingValues(
  { setting }: Extract<Want, { kind: 'setting values' }>,
  { known }: Lookup,
): Promise<readonly Suggestion[]> {
  const isRegion = setting === 'region' || setting === 'regions';
  const regions = isRegion ? ['all', ...((await known.regions?.()) ?? [])].map(quoteLiteral) : [];
  const own = Object.hasOwn(ownSettings, setting) ? (ownSettings[setting]?.values ?? []) : [];
  return [...regions, ...own].map((text) => ({ text, kind: 'value', detail: setting }));
}
