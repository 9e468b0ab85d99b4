import type { WireStructure } from '../../../../aws/service-model.ts';
import { textOf, textsOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { invalid } from '../faults.ts';
import { pages } from '../pages.ts';
import { byPathKeys, fits, readFilters, selectedVersion } from './parameter-filters.ts';
import { checkPath, isBeneath } from './parameter-name.ts';
import { allParameters, findParameter, requiredVersion, versionOf } from './parameter-store.ts';
import { historyView, parameterView } from './parameter-view.ts';
import { publicParameters } from './public-parameters.ts';

export function getParameter(input: WireStructure, context: RequestContext): WireStructure {
  const { record, version, selector } = requiredVersion(textOf(input.Name) ?? '', context);
  const shown = { withDecryption: input.WithDecryption === true, selector };
  return { Parameter: parameterView(record, version, shown, context) };
}

export function getParameters(input: WireStructure, context: RequestContext): WireStructure {
  const names = textsOf(input.Names);
  if (new Set(names.map((name) => name.replace(/:.*$/, ''))).size < names.length) throw invalid(messages.sameName);
  const found: WireStructure[] = [];
  const missing: string[] = [];
  for (const name of names) {
    const parameter = findParameter(name, context);
    const version = parameter && versionOf(parameter.record, parameter.selector);
    if (parameter === undefined || version === undefined) missing.push(name);
    else {
      const shown = { withDecryption: input.WithDecryption === true, selector: parameter.selector };
      found.push(parameterView(parameter.record, version, shown, context));
    }
  }
  return { Parameters: found, InvalidParameters: missing };
}

export function getParametersByPath(input: WireStructure, context: RequestContext): WireStructure {
  const path = textOf(input.Path) ?? '';
  checkPath(path);
  const filters = readFilters(input.ParameterFilters, byPathKeys);
  const recursive = input.Recursive === true;
  const known = isPublicPath(path) ? publicParameters(context) : allParameters(context);
  const beneath = known.filter((record) => isBeneath(record.name, path, recursive) && fits(record, filters));
  const list = JSON.stringify([path, recursive, filters]);
  const page = pages.GetParametersByPath.byKey(list, beneath, { keyOf: ({ name }) => name }, input);
  const shown = { withDecryption: input.WithDecryption === true };
  return {
    Parameters: page.items.map((record) => parameterView(record, selectedVersion(record, filters), shown, context)),
    NextToken: page.nextToken,
  };
}

function isPublicPath(path: string): boolean {
  return path === '/aws' || path.startsWith('/aws/');
}

export function getParameterHistory(input: WireStructure, context: RequestContext): WireStructure {
  const { record } = requiredVersion(textOf(input.Name) ?? '', context);
  const page = pages.GetParameterHistory.byKey(
    record.name,
    record.versions,
    { keyOf: ({ version }) => version },
    input,
  );
  const withDecryption = input.WithDecryption === true;
  return {
    Parameters: page.items.map((version) => historyView(record, version, withDecryption, context)),
    NextToken: page.nextToken,
  };
}
