import type { Paginator } from '../../../src/aws/service-model.ts';
import { changes } from '../native/operation-words.ts';
import type { DocumentedModel, DocumentedShape } from './documented-model.ts';

/** Input member and output member of a page token, by the names that AWS's APIs use. */
const usualTokens: readonly (readonly [input: string, output: string])[] = [
  ['NextToken', 'NextToken'],
  ['nextToken', 'nextToken'],
  ['Marker', 'NextMarker'],
  ['marker', 'nextMarker'],
  ['NextMarker', 'NextMarker'],
  ['Marker', 'Marker'],
  ['marker', 'marker'],
  ['PageToken', 'NextPageToken'],
  ['pageToken', 'nextPageToken'],
  ['NextPageToken', 'NextPageToken'],
  ['nextPageToken', 'nextPageToken'],
  ['ContinuationToken', 'NextContinuationToken'],
  ['continuationToken', 'nextContinuationToken'],
  ['PaginationToken', 'PaginationToken'],
  ['paginationToken', 'paginationToken'],
  ['position', 'position'],
];

const usualLimits = [
  'MaxResults',
  'maxResults',
  'MaxItems',
  'maxItems',
  'MaxRecords',
  'maxRecords',
  'Limit',
  'limit',
  'PageSize',
  'pageSize',
];
const usualMore = ['IsTruncated', 'isTruncated'];

/**
 * Paginators of the operations that page although botocore's `paginators-1.json` does not say so: those that change
 * nothing and whose input and output both have a token by one of the usual names.
 */
export function usualPaginators(model: DocumentedModel): Readonly<Record<string, Paginator>> {
  const found: Record<string, Paginator> = {};
  for (const [name, { input, output }] of Object.entries(model.operations)) {
    if (model.paginators[name] || changes(name) || !input || !output) continue;
    const paginator = paginatorOf(model, model.shapes[input.shape], model.shapes[output.shape]);
    if (paginator) found[name] = paginator;
  }
  return found;
}

function paginatorOf(
  model: DocumentedModel,
  input: DocumentedShape | undefined,
  output: DocumentedShape | undefined,
): Paginator | undefined {
  if (!input || !output) return undefined;
  const limit = usualLimits.find((name) => input.members?.[name]);
  // CloudFront and its like put the page into a structure of its own: `CachePolicyList.NextMarker`.
  for (const { shape, path } of [{ shape: output, path: '' }, ...structuresIn(model, output)]) {
    const token = tokenOf(input, shape);
    if (!token) continue;
    const more = usualMore.find((name) => shape.members?.[name]);
    const lists = Object.entries(shape.members ?? {}).filter(
      ([, { shape: name }]) => model.shapes[name]?.type === 'list',
    );
    const [only] = lists.length === 1 ? lists : [];
    return {
      input_token: token.input,
      output_token: prefixed(path, token.output),
      ...(limit && { limit_key: limit }),
      ...(only && { result_key: `${path}${only[0]}` }),
      ...(more && { more_results: `${path}${more}` }),
    };
  }
  return undefined;
}

function structuresIn(
  model: DocumentedModel,
  output: DocumentedShape,
): readonly { readonly shape: DocumentedShape; readonly path: string }[] {
  return Object.entries(output.members ?? {}).flatMap(([name, reference]) => {
    const shape = model.shapes[reference.shape];
    return shape?.type === 'structure' ? [{ shape, path: `${name}.` }] : [];
  });
}

interface Token {
  readonly input: string | readonly string[];
  readonly output: string | readonly string[];
}

function tokenOf(input: DocumentedShape, output: DocumentedShape): Token | undefined {
  const takes = (name: string) => input.members?.[name] !== undefined && !input.required?.includes(name);
  const gives = (name: string) => output.members?.[name] !== undefined;
  const usual = usualTokens.find(([one, other]) => takes(one) && gives(other));
  if (usual) return { input: usual[0], output: usual[1] };
  // DynamoDB: where the last page ended is where the next one starts.
  for (const name of Object.keys(input.members ?? {})) {
    const last = name.replace(/^ExclusiveStart/, 'LastEvaluated');
    if (last !== name && takes(name) && gives(last)) return { input: name, output: last };
  }
  // Route 53 and S3: several markers together, each given back under its own name, or with a `Next` before it.
  const markers = Object.keys(input.members ?? {}).flatMap((name) => {
    const back = [`Next${name}`, name].find(gives);
    return name.endsWith('Marker') && takes(name) && back !== undefined ? [{ name, back }] : [];
  });
  if (markers.length === 0 || !usualMore.some(gives)) return undefined;
  return { input: markers.map(({ name }) => name), output: markers.map(({ back }) => back) };
}

function prefixed(path: string, names: string | readonly string[]): string | readonly string[] {
  return typeof names === 'string' ? `${path}${names}` : names.map((name) => `${path}${name}`);
}
