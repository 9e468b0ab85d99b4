import { isPlural, singular } from '../../singular.ts';
import type { DocumentedModel, DocumentedReference, DocumentedShape } from '../models/documented-model.ts';
import { sameWord } from './same-word.ts';

/** A place in an operation's output that its rows may be. */
export interface RowSource {
  /** Members joined by dots; empty when the output itself is the row. */
  readonly path: string;
  readonly yields: 'many' | 'one';
  readonly rows: 'structures' | 'scalars';
  /** The shape of one row. */
  readonly row: DocumentedShape;
  readonly rowShape: string;
  /** The name of the list's shape, which says what texts are (`ProjectNames`); empty where there is no list. */
  readonly listShape: string;
}

/** Members of an output that are no content: paging, counts, what went wrong. */
const besideContent =
  /^(next_?(page_?)?(token|marker|link)|next|marker|next_?marker|is_?truncated|has_?more\w*|truncated|pagination_?token|page_?token|last_?evaluated\w*|request_?id|response_?metadata|total\w*|count|item_?count|quantity|size|max_?\w*|status_?code|page_?number|page_?size|errors?|error_?\w*|failures?|failed\w*|unprocessed\w*|warnings?|not_?found\w*|\w*NotFound|invalid\w*|missing\w*|skipped\w*|ResultMetadata|position)$/i;

/** The members of an output that are neither paging nor about the call itself. */
export function contentOf(output: DocumentedShape | undefined): Readonly<Record<string, DocumentedReference>> {
  return Object.fromEntries(Object.entries(output?.members ?? {}).filter(([name]) => !besideContent.test(name)));
}

/** The places where rows may be, the likeliest first. */
export function rowSources(
  model: DocumentedModel,
  operation: string,
  output: DocumentedShape,
  noun: string,
): readonly RowSource[] {
  const content = Object.entries(contentOf(output));
  const lists = content.flatMap(([name, reference]) => listsAt(model, name, reference));
  const single = content.flatMap(([name, reference]) => {
    const shape = model.shapes[reference.shape];
    if (shape?.type !== 'structure') return [];
    return [
      { path: name, yields: 'one', rows: 'structures', row: shape, rowShape: reference.shape, listShape: '' } as const,
    ];
  });
  const whole: readonly RowSource[] =
    content.length > 0
      ? [{ path: '', yields: 'one', rows: 'structures', row: output, rowShape: '', listShape: '' }]
      : [];
  const paged = [model.paginators[operation]?.result_key ?? []].flat();
  const rank = (source: RowSource) => rankOf(source, noun, paged, content.length);
  return [...lists, ...single, ...whole]
    .map((source, index) => ({ source, index, rank: rank(source) }))
    .sort((one, other) => one.rank - other.rank || one.index - other.index)
    .map(({ source }) => source);
}

/** Smaller is likelier. */
function rankOf(source: RowSource, noun: string, paged: readonly string[], contents: number): number {
  const last = source.path.split('.').pop() ?? '';
  const named = sameWord(singular(last), singular(noun)) || sameWord(source.rowShape, singular(noun));
  const isPaged = paged.includes(source.path);
  const structures = source.rows === 'structures' ? 0 : 1;
  if (source.yields === 'many') {
    if (named && (isPaged || isPlural(noun))) return structures;
    if (isPaged) return 2 + structures;
    const depth = source.path.split('.').length;
    const alone = contents === 1 && (isPlural(noun) || depth === 1);
    return alone ? 4 + depth + structures : isPlural(noun) ? 8 + depth * 2 + structures : 30 + depth + structures;
  }
  if (source.path === '') return isPlural(noun) ? 40 : contents === 1 ? 22 : 20;
  return named ? 10 : contents === 1 ? 15 : 25;
}

/** The lists at a member: itself, the lists inside its structure (`DistributionList.Items`) or elements (`Reservations.Instances`). */
function listsAt(
  model: DocumentedModel,
  path: string,
  reference: DocumentedReference,
  depth = 0,
): readonly RowSource[] {
  const shape = model.shapes[reference.shape];
  if (!shape || depth > 1) return [];
  if (shape.type === 'structure') return listsInside(model, path, shape, depth);
  if (shape.type !== 'list' || !shape.member) return [];
  const row = model.shapes[shape.member.shape];
  if (!row || row.type === 'list' || row.type === 'map') return [];
  const rows = row.type === 'structure' ? 'structures' : 'scalars';
  const own: RowSource = { path, yields: 'many', rows, row, rowShape: shape.member.shape, listShape: reference.shape };
  if (rows === 'scalars') return [own];
  return [own, ...listsInside(model, path, row, depth).filter((inner) => inner.rows === 'structures')];
}

function listsInside(
  model: DocumentedModel,
  path: string,
  shape: DocumentedShape,
  depth: number,
): readonly RowSource[] {
  return Object.entries(shape.members ?? {}).flatMap(([name, reference]) =>
    model.shapes[reference.shape]?.type === 'list' && !besideContent.test(name)
      ? listsAt(model, `${path}.${name}`, reference, depth + 1)
      : [],
  );
}
