import type { Suggestion } from '../completion.ts';
import { types } from '../keywords.ts';
import type { Want } from '../want.ts';
import { columnSuggestions, columnsToSet, commonColumns } from './column-suggestions.ts';
import { conditionSuggestions } from './condition-suggestions.ts';
import { firstSentence } from './first-sentence.ts';
import { keySuggestions } from './key-suggestions.ts';
import type { Lookup } from './lookup.ts';
import { argumentSuggestions, inputsOfDelete, methodSuggestions } from './method-suggestions.ts';
import { nameText } from './name-text.ts';
import { settingSuggestions, settingValues } from './setting-suggestions.ts';
import { serviceSuggestions, tableSuggestions } from './table-suggestions.ts';
import { argumentValues, valueSuggestions, valuesToSet } from './value-suggestions.ts';

/** What may stand at the cursor, looked up. */
export async function suggestionsFor(want: Want, lookup: Lookup): Promise<readonly Suggestion[]> {
  switch (want.kind) {
    case 'keywords':
      return want.words.map((text) => ({ text, kind: 'keyword', detail: '' }));
    case 'types':
      return types.map((text) => ({ text, kind: 'type', detail: 'type' }));
    case 'names':
      return want.names.map((name) => ({ text: nameText(name, lookup.quote), kind: 'column', detail: '' }));
    case 'tables':
      return tableSuggestions(want, lookup);
    case 'services':
      return serviceSuggestions(want, lookup);
    case 'columns':
      return columnSuggestions(want, lookup);
    case 'columns to set':
      return columnsToSet(want, lookup);
    case 'inputs of delete':
      return inputsOfDelete(want, lookup);
    case 'common columns':
      return commonColumns(lookup);
    case 'conditions':
      return conditionSuggestions(want, lookup);
    case 'functions':
      return functions(want.of, lookup);
    case 'parameters':
      return ((await lookup.known.parameters?.()) ?? []).map((name) => ({
        text: `$${name}`,
        kind: 'parameter',
        detail: 'parameter of the statement',
      }));
    case 'keys':
      return keySuggestions(want, lookup);
    case 'values':
      return valueSuggestions(want, lookup);
    case 'values to set':
      return valuesToSet(want, lookup);
    case 'methods':
      return methodSuggestions(want, lookup);
    case 'arguments':
      return argumentSuggestions(want, lookup);
    case 'argument values':
      return argumentValues(want, lookup);
    case 'settings':
      return settingSuggestions(lookup);
    case 'setting values':
      return settingValues(want, lookup);
  }
}

async function functions(of: 'expression' | 'from', { known, hasBracket }: Lookup): Promise<readonly Suggestion[]> {
  return ((await known.functions?.()) ?? [])
    .filter(({ name, kind }) => (kind === 'table') === (of === 'from') && /^[a-z_]\w*$/i.test(name))
    .map(({ name, description }) => ({
      text: hasBracket ? name : `${name}(`,
      kind: 'function',
      detail: firstSentence(description),
    }));
}
