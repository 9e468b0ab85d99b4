import { isDocumentObject, type PathItem, type PathItems, type PathScope, valuesOf } from './follow-path.ts';
import { documentText, parseDocument } from './json-document.ts';
import { JsonPathError, PathMismatch } from './json-path-error.ts';
import type { JsonPath } from './json-path-node.ts';
import { PathTime } from './path-time.ts';
import { readJsonPath } from './read-json-path.ts';

/** A path, and how it is followed. */
export interface PathRequest {
  readonly path: string;
  /** A JSON object with the values of `$name` in the path. */
  readonly variables?: string | undefined;
  /** Whether what the document does not fit is no error. */
  readonly silent?: boolean | undefined;
  /** Whether times without a time zone compare with those that have one, as those of UTC. */
  readonly usesZone?: boolean | undefined;
}

/**
 * What a path of SQL/JSON leads to in a document, as PostgreSQL has it: where each value stands, as a JSON Pointer, or behind a `=` the
 * JSON of a value that the path computed. Throws a JsonPathError where it is no path, or does not fit the document.
 *
 * @example
 * jsonPathItems('{"a": [1, 2]}', { path: '$.a[*] ? (@ > 1)' }); // ['/a/1']
 * jsonPathItems('{"a": [1, 2]}', { path: '$.a.size() + 1' }); // ['=3']
 */
export function jsonPathItems(document: string, request: PathRequest): readonly string[] {
  const found: string[] = [];
  unlessSilent(request, () => {
    for (const item of followed(document, request).items) found.push(written(item));
  });
  return found;
}

/** Whether a path leads to anything; undefined where that cannot be told, and `silent` is asked for. */
export function jsonPathExists(document: string, request: PathRequest): boolean | undefined {
  return unlessSilent(request, () => {
    const { items, path } = followed(document, request);
    let isThere = false;
    for (const _ of items) {
      isThere = true;
      // In the mode strict all are looked at, as one may fail.
      if (!path.isStrict) break;
    }
    return isThere;
  });
}

/** What a path that is a condition says; undefined where that is unknown. */
export function jsonPathMatches(document: string, request: PathRequest): boolean | undefined {
  return unlessSilent(request, () => {
    const [first, ...others] = [...followed(document, request).items];
    if (others.length === 0 && first !== undefined) {
      if (typeof first.value === 'boolean') return first.value;
      if (first.value === null) return undefined;
    }
    throw new PathMismatch('single boolean result is expected');
  });
}

function unlessSilent<Result>({ silent }: PathRequest, of: () => Result): Result | undefined {
  try {
    return of();
  } catch (error) {
    if (silent === true && error instanceof PathMismatch) return undefined;
    throw error;
  }
}

function followed(document: string, request: PathRequest): { readonly items: PathItems; readonly path: JsonPath } {
  const path = pathOf(request.path);
  const variables = parseDocument(request.variables ?? '{}');
  if (!isDocumentObject(variables)) throw new JsonPathError('"vars" argument is not an object');
  const scope: PathScope = {
    root: { value: parseDocument(document), place: '' },
    variables,
    isLax: !path.isStrict,
    ignoresAbsence: !path.isStrict,
    usesZone: request.usesZone === true,
  };
  return { items: valuesOf(path.expression, scope), path };
}

let last: { readonly text: string; readonly path: JsonPath } | undefined;

/** The same path is asked for row by row. */
function pathOf(text: string): JsonPath {
  if (last?.text !== text) last = { text, path: readJsonPath(text) };
  return last.path;
}

function written({ value, place }: PathItem): string {
  if (place !== undefined) return place === '' ? '$' : place;
  return `=${value instanceof PathTime ? JSON.stringify(value.text) : documentText(value)}`;
}
