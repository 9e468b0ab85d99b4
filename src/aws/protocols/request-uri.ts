import { percentDecode, percentEncode } from './percent-encoding.ts';
import { WireError } from './wire-error.ts';

/** A model's `requestUri`, such as `/tags/{resourceArn}` or `/{Bucket}/{Key+}?acl`. */
export interface RequestUri {
  readonly segments: readonly UriSegment[];
  /** Parameters that the query string must hold besides those of members. */
  readonly query: readonly (readonly [string, string | undefined])[];
  readonly trailingSlash: boolean;
}

export type UriSegment =
  | { readonly kind: 'literal'; readonly text: string }
  /** A greedy label takes all segments up to the end or to the literals behind it. */
  | { readonly kind: 'label'; readonly name: string; readonly greedy: boolean };

export function parseRequestUri(requestUri: string): RequestUri {
  const question = requestUri.indexOf('?');
  const path = question === -1 ? requestUri : requestUri.slice(0, question);
  const query = question === -1 ? [] : requestUri.slice(question + 1).split('&');
  return {
    segments: splitPath(path).map(parseSegment),
    query: query.map((part) => {
      const [name = '', value] = part.split('=');
      return [name, value] as const;
    }),
    trailingSlash: path.length > 1 && path.endsWith('/'),
  };
}

/** The path with its labels filled in, escaped. */
export function expandPath(uri: RequestUri, labels: ReadonlyMap<string, string>): string {
  const segments = uri.segments.map((segment) => {
    if (segment.kind === 'literal') return segment.text;
    const value = labels.get(segment.name);
    if (value === undefined || value === '') {
      throw new WireError(`'${segment.name}' is part of the address and must not be empty`, { path: segment.name });
    }
    return segment.greedy ? value.split('/').map(percentEncode).join('/') : percentEncode(value);
  });
  return `/${segments.join('/')}${uri.trailingSlash ? '/' : ''}`;
}

/** The labels of a raw path, no longer escaped; undefined when the path is not of this form. */
export function matchPath(uri: RequestUri, path: string): ReadonlyMap<string, string> | undefined {
  const greedyAt = uri.segments.findIndex((segment) => segment.kind === 'label' && segment.greedy);
  const endsGreedy = greedyAt !== -1 && greedyAt === uri.segments.length - 1;
  // Keys of S3 may end in a slash, and may begin with one.
  const parts = endsGreedy ? path.replace(/^\//, '').split('/') : splitPath(path);
  const labels = new Map<string, string>();
  if (greedyAt === -1 ? parts.length !== uri.segments.length : parts.length < uri.segments.length) return undefined;
  const behindGreedy = uri.segments.length - greedyAt - 1;
  for (const [index, segment] of uri.segments.entries()) {
    const shift = greedyAt !== -1 && index > greedyAt ? parts.length - uri.segments.length : 0;
    const part = parts[index + shift] ?? '';
    if (segment.kind === 'literal') {
      if (part !== segment.text && percentDecode(part) !== segment.text) return undefined;
    } else if (segment.greedy) {
      const value = percentDecode(parts.slice(index, parts.length - behindGreedy).join('/'));
      if (value === '') return undefined;
      labels.set(segment.name, value);
    } else {
      if (part === '') return undefined;
      labels.set(segment.name, percentDecode(part));
    }
  }
  return labels;
}

function parseSegment(text: string): UriSegment {
  if (!text.startsWith('{') || !text.endsWith('}')) return { kind: 'literal', text };
  const greedy = text.endsWith('+}');
  return { kind: 'label', name: text.slice(1, greedy ? -2 : -1), greedy };
}

/** A slash at the end is passed over: models and clients do not agree about it. */
function splitPath(path: string): string[] {
  const trimmed = path.replace(/^\//, '').replace(/\/$/, '');
  return trimmed === '' ? [] : trimmed.split('/');
}
