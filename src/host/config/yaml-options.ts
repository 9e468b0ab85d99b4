import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument } from 'yaml';
import { suggest } from '../../data/suggest.ts';
import { positionAt } from '../../errors/position-at.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { OptionCheck, OptionChecks } from '../option-checks.ts';

/** Options that were read from YAML, and where they stand in it. */
export interface YamlOptions {
  readonly value: unknown;
  /** The error of what is wrong at a path: `['groups', 'production', 0]`. */
  fault(path: readonly (string | number)[], message: string, hint?: string): SkyqlError;
}

/**
 * Reads options from YAML. Their names are those of the options in small letters with `_` between the words: `external_id`.
 * Throws `INVALID_CONFIG`, with file, line and column.
 */
export function readYamlOptions(text: string, file: string, checks: OptionChecks<object>, of: string): YamlOptions {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const places = new Map<string, number>();
  const faultAt: Reader['faultAt'] = (offset, message, hint, shownUntil) => {
    const position = positionAt(text.slice(0, shownUntil), offset);
    const where = `${file}:${position.line}:${position.column}`;
    return new SkyqlError('INVALID_CONFIG', `${where}: ${message}`, { hint, position });
  };
  const [error] = document.errors;
  if (error !== undefined) throw faultAt(error.pos[0], `That is no YAML: ${error.message}.`);
  const reader: Reader = { document, places, faultAt };
  const value = isEmpty(document.contents) ? {} : objectOf(reader, document.contents, checks, of, []);
  return {
    value,
    fault: (path, message, hint) => faultAt(places.get(JSON.stringify(path)) ?? 0, message, hint),
  };
}

interface Reader {
  readonly document: Document;
  readonly places: Map<string, number>;
  faultAt(offset: number, message: string, hint?: string, shownUntil?: number): SkyqlError;
}

type Path = readonly (string | number)[];

function readValue(reader: Reader, given: unknown, name: string, check: OptionCheck, path: Path): unknown {
  const node = isAlias(given) ? given.resolve(reader.document) : given;
  const { inside, entry } = check;
  if (isMap(node) && inside !== undefined) return objectOf(reader, node, inside.checks, inside.of, path);
  if (isMap(node) && entry !== undefined) return entriesIn(reader, node, entry, path);
  if (isSeq(node) && inside !== undefined)
    return node.items.map((item, index) => objectOf(reader, item, inside.checks, inside.of, [...path, index]));
  for (const value of [plainValue(node), writtenValue(node)]) if (check.allows(value) && !isMap(node)) return marked();
  throw reader.faultAt(offsetOf(node, given), `${name} takes ${check.takes}.`);

  function marked(): unknown {
    if (isSeq(node))
      node.items.forEach((item, index) => {
        reader.places.set(JSON.stringify([...path, index]), offsetOf(item));
      });
    return [plainValue(node), writtenValue(node)].find((value) => check.allows(value));
  }
}

function objectOf(reader: Reader, given: unknown, checks: OptionChecks<object>, of: string, path: Path): unknown {
  const node = isAlias(given) ? given.resolve(reader.document) : given;
  if (!isMap(node)) throw reader.faultAt(offsetOf(node), `Here are names with values, of ${of}.`);
  const known = new Map(
    Object.entries<OptionCheck>(checks as Readonly<Record<string, OptionCheck>>).map(([name, check]) => [
      snakeCase(name),
      { name, check },
    ]),
  );
  const value: Record<string, unknown> = {};
  for (const pair of node.items) {
    const key = keyOf(reader, pair);
    const option = known.get(key);
    if (option === undefined) throw unknownOption(reader, pair, key, [...known.keys()], of);
    const inner = [...path, option.name];
    reader.places.set(JSON.stringify(inner), offsetOf(pair.key));
    // A section without anything in it says nothing.
    if (isEmpty(pair.value) && path.length === 0) continue;
    value[option.name] = readValue(reader, pair.value ?? pair.key, key, option.check, inner);
  }
  return value;
}

function entriesIn(reader: Reader, node: { readonly items: Pair[] }, entry: OptionCheck, path: Path): unknown {
  const value: Record<string, unknown> = {};
  for (const pair of node.items) {
    const key = keyOf(reader, pair);
    const inner = [...path, key];
    reader.places.set(JSON.stringify(inner), offsetOf(pair.key));
    if (isEmpty(pair.value)) throw reader.faultAt(offsetOf(pair.key), `${key} takes ${entry.takes}.`);
    value[key] = readValue(reader, pair.value, key, entry, inner);
  }
  return value;
}

function unknownOption(reader: Reader, { key }: Pair, name: string, known: readonly string[], of: string): SkyqlError {
  const near = suggest(name, known, 2);
  const isSecret = /secret|access_key|token|password/i.test(name);
  const hint = isSecret
    ? 'Secrets do not belong into this file: keep them in ~/.aws/credentials and name the profile.'
    : near.length > 0
      ? `Did you mean ${near.join(' or ')}?`
      : `It takes ${known.join(', ')}.`;
  const offset = offsetOf(key);
  // What stands behind the name may be the secret.
  return reader.faultAt(offset, `${of} has no ${name}.`, hint, isSecret ? offset + name.length : undefined);
}

function keyOf(reader: Reader, { key }: Pair): string {
  if (isScalar(key) && key.value !== null) return typeof key.value === 'string' ? key.value : String(key.source);
  throw reader.faultAt(offsetOf(key), 'A name is a text here.');
}

function isEmpty(node: unknown): boolean {
  return node === null || node === undefined || (isScalar(node) && node.value === null);
}

function plainValue(node: unknown): unknown {
  if (isSeq(node)) return node.items.map(plainValue);
  return isScalar(node) ? node.value : node;
}

/** What looks like a number is the text that it is written as, where a text is wanted: an account's id may begin with 0. */
function writtenValue(node: unknown): unknown {
  if (isSeq(node)) return node.items.map(writtenValue);
  if (!isScalar(node)) return node;
  return typeof node.value === 'number' ? node.source : node.value;
}

function offsetOf(...nodes: readonly unknown[]): number {
  for (const node of nodes) if (hasRange(node)) return node.range?.[0] ?? 0;
  return 0;
}

function hasRange(node: unknown): node is Node {
  return typeof node === 'object' && node !== null && 'range' in node;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
