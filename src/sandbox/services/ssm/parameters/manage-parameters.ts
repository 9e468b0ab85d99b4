import type { WireStructure, WireValue } from '../../../../aws/service-model.ts';
import { structuresOf, textOf, textsOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { invalid, parameterNotFound } from '../faults.ts';
import { pages } from '../pages.ts';
import { describeKeys, fits, readFilters } from './parameter-filters.ts';
import { allParameters, latestOf, ownParameter, parametersOf } from './parameter-store.ts';
import { parameterMetadata } from './parameter-view.ts';

export function describeParameters(input: WireStructure, context: RequestContext): WireStructure {
  const old = structuresOf(input.Filters);
  if (old.length > 0 && structuresOf(input.ParameterFilters).length > 0) throw invalid(messages.twoKindsOfFilters);
  const filters = readFilters(old.length > 0 ? old.map(asBeginning) : input.ParameterFilters, describeKeys);
  const isShared = input.Shared === true;
  const found = isShared ? [] : allParameters(context).filter((record) => fits(record, filters));
  const page = pages.DescribeParameters.byKey(JSON.stringify(filters), found, { keyOf: ({ name }) => name }, input);
  return {
    Parameters: page.items.map((record) => parameterMetadata(record, latestOf(record), context)),
    NextToken: page.nextToken,
  };
}

/** The filters of old compare the beginning of a name, and the whole of anything else. */
function asBeginning(filter: WireStructure): { readonly [member: string]: WireValue | undefined } {
  return { ...filter, Option: filter.Key === 'Name' ? 'BeginsWith' : 'Equals' };
}

export function deleteParameter(input: WireStructure, context: RequestContext): WireStructure {
  const name = textOf(input.Name) ?? '';
  if (ownParameter(name, context) === undefined) throw parameterNotFound();
  parametersOf(context).delete(name);
  return {};
}

export function deleteParameters(input: WireStructure, context: RequestContext): WireStructure {
  const names = [...new Set(textsOf(input.Names))];
  const known = names.filter((name) => ownParameter(name, context) !== undefined);
  for (const name of known) parametersOf(context).delete(name);
  return { DeletedParameters: known, InvalidParameters: names.filter((name) => !known.includes(name)) };
}
