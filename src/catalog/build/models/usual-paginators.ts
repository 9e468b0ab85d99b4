import type { Paginator } from '../../../aws/service-model.ts';
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
  ['nextIndex', 'nextIndex'],
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
    const paginator = paginatorOf(model, name, model.shapes[input.shape], model.shapes[output.shape]);
    if (paginator) found[name] = paginator;
  }
  return found;
}

function paginatorOf(
  model: DocumentedModel,
  operation: string,
  input: DocumentedShape | undefined,
  output: DocumentedShape | undefined,
): Paginator | undefined {
  if (!input || !output) return undefined;
  const limit = usualLimits.find((name) => input.members?.[name]);
  // CloudFront and its like put the page into a structure of its own: `CachePolicyList.NextMarker`.
  for (const { shape, path } of [{ shape: output, path: '' }, ...structuresIn(model, output)]) {
    const token =
      tokenOf(input, shape) ??
      lastElement(model, input, shape) ??
      (path === '' && /^(List|Describe)/.test(operation) ? unasked(input, shape) : undefined);
    if (!token) continue;
    const more = token.more ?? usualMore.find((name) => shape.members?.[name]);
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
      ...(token.sameEnds && { same_token_ends: true }),
      ...(token.start && { start_input: token.start }),
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
  readonly more?: string;
  readonly sameEnds?: boolean;
  readonly start?: Readonly<Record<string, boolean>>;
}

function tokenOf(input: DocumentedShape, output: DocumentedShape): Token | undefined {
  const takes = (name: string) => input.members?.[name] !== undefined && !input.required?.includes(name);
  const gives = (name: string) => output.members?.[name] !== undefined;
  const usual = usualTokens.find(([one, other]) => takes(one) && gives(other));
  if (usual) return { input: usual[0], output: usual[1] };
  // CloudWatch Logs and Lightsail: from the oldest event on, until the token that was sent comes back.
  const forward = ['nextToken', 'pageToken'].find(takes);
  if (forward !== undefined && gives('nextForwardToken'))
    return { input: forward, output: 'nextForwardToken', sameEnds: true, start: { startFromHead: true } };
  // Of a shard that is still written to there is always a next iterator: the newest record, or no record, is the end.
  for (const name of ['ShardIterator', 'shardIterator']) {
    const next = `${name === 'ShardIterator' ? 'Next' : 'next'}ShardIterator`;
    const more = ['MillisBehindLatest', 'Records', 'changeRecords'].find(gives);
    if (input.members?.[name] && gives(next) && more !== undefined) return { input: name, output: next, more };
  }
  // Deadline Cloud: every search says at which item it starts.
  if (input.members?.itemOffset && gives('nextItemOffset')) return { input: 'itemOffset', output: 'nextItemOffset' };
  // DynamoDB: where the last page ended is where the next one starts.
  for (const name of Object.keys(input.members ?? {})) {
    const last = name.replace(/^ExclusiveStart/, 'LastEvaluated');
    if (last !== name && takes(name) && gives(last)) return { input: name, output: last };
  }
  // Route 53 and S3: several markers together, each given back under its own name, or with a `Next` before it.
  const markers = Object.keys(input.members ?? {}).flatMap((name) => {
    const next = [`Next${name}`, name.replace(/^Start/, 'Next')].find((back) => back !== name && gives(back));
    const back = next ?? (name.endsWith('Marker') && gives(name) ? name : undefined);
    return takes(name) && back !== undefined ? [{ name, back }] : [];
  });
  if (markers.length === 0 || !usualMore.some(gives)) return undefined;
  return { input: markers.map(({ name }) => name), output: markers.map(({ back }) => back) };
}

/** Firehose and Kinesis: `HasMoreTags` and `ExclusiveStartTagKey`, which is what the last element of the page is called. */
function lastElement(model: DocumentedModel, input: DocumentedShape, output: DocumentedShape): Token | undefined {
  const more = Object.keys(output.members ?? {}).find((name) => name.startsWith('HasMore'));
  const start = Object.keys(input.members ?? {}).find((name) => name.startsWith('ExclusiveStart'));
  const lists = Object.entries(output.members ?? {}).flatMap(([name, { shape }]) => {
    const list = model.shapes[shape];
    return list?.type === 'list' && list.member ? [{ name, element: model.shapes[list.member.shape] }] : [];
  });
  const [list] = lists;
  if (more === undefined || start === undefined || list === undefined || lists.length > 1) return undefined;
  if (list.element?.type === 'string') return { input: start, output: `${list.name}[-1]`, more };
  const member = Object.keys(list.element?.members ?? {}).find((name) =>
    [name, `Tag${name}`].includes(start.replace(/^ExclusiveStart/, '')),
  );
  return member === undefined ? undefined : { input: start, output: `${list.name}[-1].${member}`, more };
}

/** A token that no input takes: no page follows, and the answer is not taken for all that there is. */
function unasked(input: DocumentedShape, output: DocumentedShape): Token | undefined {
  const token = [...new Set(usualTokens.map(([, name]) => name))].find(
    (name) => /token$/i.test(name) && output.members?.[name] !== undefined && input.members?.[name] === undefined,
  );
  return token === undefined ? undefined : { input: [], output: token };
}

function prefixed(path: string, names: string | readonly string[]): string | readonly string[] {
  return typeof names === 'string' ? `${path}${names}` : names.map((name) => `${path}${name}`);
}
