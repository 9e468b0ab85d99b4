import { readingNoun } from '../../reading-noun.ts';
import { isPlural } from '../../singular.ts';
import type { DocumentedModel, DocumentedReference, DocumentedShape } from '../models/documented-model.ts';
import { contentOf, type RowSource, rowSources } from './row-sources.ts';

/** What the model of a reading operation says of its rows and its inputs. */
export interface ReadOperation {
  readonly name: string;
  /** `Describe`, `BatchGet`. */
  readonly verb: string;
  /** `Instances`. */
  readonly noun: string;
  /** Where its rows are, the likeliest first: `DescribeInstances` has `Reservations.Instances` and `Reservations`. */
  readonly sources: readonly RowSource[];
  /** The path of the likeliest: empty when the output itself is the one row. */
  readonly result: string;
  readonly rows: RowSource['rows'];
  readonly yields: RowSource['yields'];
  /** The members of the output, without paging and what went wrong. */
  readonly content: Readonly<Record<string, DocumentedReference>>;
  /** What it takes, without paging and idempotency members. */
  readonly inputs: readonly ReadInput[];
  /** Whether it has a paginator, or members that page. */
  readonly pages: boolean;
  /** The most rows of a page, where the model says it. */
  readonly pageSize?: number;
  /** Error codes as they are on the wire. */
  readonly errors: readonly string[];
  /** HTML. */
  readonly documentation: string;
}

export interface ReadInput {
  readonly name: string;
  readonly required: boolean;
  /** A list takes many values; undefined for inputs that are neither scalars nor lists of scalars. */
  readonly takes: 'one' | 'many' | undefined;
  /** The most values that a list takes. */
  readonly max?: number;
  /** The shape of the value, or of the elements of a list. */
  readonly shape: DocumentedShape;
  readonly shapeName: string;
  /** HTML. */
  readonly documentation: string;
}

const pagingMember =
  /^(next_?(page_?)?(token|marker)|page_?token|pagination_?(token|config)|(starting|continuation|exclusive_?start)_?(token|key)?|marker|cursor|position|max_?(results?|records?|items?|keys?|entries)|page_?size|page_?number|limit|per_?page|next|starting_?token|max_?results?_?per_?page|max_?items_?per_?page|results?_?per_?page)$/i;

/** Undefined for operations that do not read, or whose output holds nothing. */
export function readOperation(model: DocumentedModel, name: string): ReadOperation | undefined {
  const words = readingNoun(name);
  const operation = model.operations[name];
  if (!words || !operation?.output) return undefined;
  const output = model.shapes[operation.output.shape];
  const sources = output ? rowSources(model, name, output, words.noun) : [];
  const [first] = sources;
  if (!first) return undefined;

  const paginator = model.paginators[name];
  const tokens = new Set([paginator?.input_token ?? [], paginator?.limit_key ?? []].flat());
  const input = operation.input && model.shapes[operation.input.shape];
  const members = Object.entries(input?.members ?? {});
  // A shard is read from an iterator on that somebody has to give: a token that every call needs is an input like others.
  const isPaging = (member: string) =>
    (tokens.has(member) && !input?.required?.includes(member)) || pagingMember.test(member);
  const pageSize = members
    .filter(([member]) => member === paginator?.limit_key || /^(max|limit|pageSize)/i.test(member))
    .flatMap(([, reference]) => model.shapes[reference.shape]?.max ?? [])[0];
  return {
    name,
    ...words,
    sources,
    result: first.path,
    rows: first.rows,
    yields: first.yields,
    content: contentOf(output),
    inputs: members
      .filter(([member, { idempotencyToken }]) => !idempotencyToken && !isPaging(member) && member !== 'DryRun')
      .flatMap(([member, reference]) => inputOf(model, member, reference, (input?.required ?? []).includes(member))),
    pages: paginator !== undefined || members.some(([member]) => isPaging(member)),
    ...(pageSize !== undefined && { pageSize }),
    errors: (operation.errors ?? []).flatMap((error) => {
      const code = model.shapes[error.shape]?.error?.code;
      return code === undefined || code === error.shape ? [error.shape] : [code, error.shape];
    }),
    documentation: operation.documentation ?? '',
  };
}

function inputOf(
  model: DocumentedModel,
  name: string,
  reference: DocumentedReference,
  required: boolean,
): readonly ReadInput[] {
  const own = model.shapes[reference.shape];
  if (!own) return [];
  const isList = own.type === 'list';
  const shapeName = isList ? (own.member?.shape ?? '') : reference.shape;
  const shape = isList ? model.shapes[shapeName] : own;
  if (!shape) return [];
  const scalar = shape.type !== 'structure' && shape.type !== 'list' && shape.type !== 'map';
  return [
    {
      name,
      required,
      takes: scalar ? (isList ? 'many' : 'one') : undefined,
      ...(isList && own.max !== undefined && { max: own.max }),
      shape,
      shapeName,
      documentation: reference.documentation ?? own.documentation ?? '',
    },
  ];
}

/** Whether the operation is of many things by its name: `ListRoles`, `DescribeVpcs`, `BatchGetProjects`. */
export function isOfMany({ verb, noun }: Pick<ReadOperation, 'verb' | 'noun'>): boolean {
  return verb.startsWith('Batch') || isPlural(noun);
}
