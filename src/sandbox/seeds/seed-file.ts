import { isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml';
import { isStructure } from '../../aws/protocols/structure-values.ts';
import type { WireStructure } from '../../aws/service-model.ts';
import type { Place } from '../service.ts';
import { imagePlan } from './image-plan.ts';
import { seedCollections } from './seed-collections.ts';
import { seedError } from './seed-error.ts';
import type { SeedAction, SeedStep } from './seed-step.ts';

/**
 * Reads a seed file: accounts, in them regions, in them services with lists of what is to be there, `resources` by their
 * CloudFormation type and `operations` to run, all in the order of the file.
 *
 * Throws `INVALID_SEED`, which names the line.
 */
export function readSeedFile(text: string, file: string): readonly SeedStep[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const at = (node: unknown): string => {
    const start = hasRange(node) ? node.range?.[0] : undefined;
    return start === undefined ? file : `${file}, line ${lines.linePos(start).line}`;
  };
  const [error] = document.errors;
  if (error !== undefined) {
    throw seedError(`${file}, line ${lines.linePos(error.pos[0]).line}`, plain(error.message), error);
  }
  const reader: Reader = { at, value: (node) => (isNode(node) ? node.toJS(document) : undefined) };
  const root = mapOf(document.contents, reader, file, 'the file');
  const steps: SeedStep[] = [];
  for (const pair of root.items) {
    if (nameOf(pair) !== 'accounts') throw unknownName(pair, reader, ['accounts']);
    for (const account of pairsOf(pair, reader)) {
      const id = nameOf(account);
      if (!/^\d{12}$/.test(id)) {
        throw seedError(at(account.key), `"${id}" is no account: write its twelve digits in quotes.`);
      }
      for (const region of pairsOf(account, reader)) {
        const name = nameOf(region);
        if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(name)) throw seedError(at(region.key), `"${name}" is no region.`);
        const place = { account: id, region: name };
        for (const section of pairsOf(region, reader)) steps.push(...stepsOf(section, place, reader));
      }
    }
  }
  return steps;
}

interface Reader {
  at(node: unknown): string;
  value(node: unknown): unknown;
}

function* stepsOf(section: Pair, place: Place, reader: Reader): Generator<SeedStep> {
  const name = nameOf(section);
  if (name === 'operations') {
    for (const item of itemsOf(section, reader)) yield step(item, place, reader, operationAction);
    return;
  }
  for (const list of pairsOf(section, reader)) {
    const kind = nameOf(list);
    const act = actionOf(name, kind);
    if (act === undefined) throw unknownList(list, name, reader);
    for (const item of itemsOf(list, reader)) yield step(item, place, reader, act);
  }
}

type MakeAction = (item: WireStructure, where: string) => SeedAction;

function actionOf(section: string, list: string): MakeAction | undefined {
  if (section === 'resources') {
    return /^\w+::\w+::\w+$/.test(list)
      ? (properties) => ({ kind: 'resource', typeName: list, properties })
      : undefined;
  }
  if (section === 'ec2' && list === 'images') {
    return (item, where) => ({ kind: 'image', plan: imagePlan(item, where) });
  }
  const lists = Object.hasOwn(seedCollections, section) ? seedCollections[section] : undefined;
  const operation = lists !== undefined && Object.hasOwn(lists, list) ? lists[list] : undefined;
  return operation === undefined ? undefined : (input) => ({ kind: 'operation', service: section, operation, input });
}

function operationAction(item: WireStructure, where: string): SeedAction {
  const { service, operation, input = {}, ...rest } = item;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw seedError(where, `An operation has no "${unknown}".`);
  if (typeof service !== 'string') throw seedError(where, 'An operation needs its "service".');
  if (typeof operation !== 'string') throw seedError(where, 'An operation needs its name, as "operation".');
  if (!isStructure(input)) throw seedError(where, 'The "input" of an operation is a map.');
  return { kind: 'operation', service, operation, input };
}

function step(node: unknown, place: Place, reader: Reader, act: MakeAction): SeedStep {
  const where = reader.at(node);
  const value = reader.value(node);
  if (!isWireStructure(value)) throw seedError(where, 'An item of a list is a map here.');
  const { as, daysAgo, ...item } = value;
  if (as !== undefined && (typeof as !== 'string' || !/^\w+$/.test(as))) {
    throw seedError(where, '"as" is a name of letters and digits.');
  }
  if (daysAgo !== undefined && (typeof daysAgo !== 'number' || !(daysAgo >= 0 && daysAgo <= 36_500))) {
    throw seedError(where, '"daysAgo" is a number of days from 0 to 36500.');
  }
  return { place, where, as, daysAgo, action: act(item, where) };
}

function pairsOf(pair: Pair, reader: Reader): readonly Pair[] {
  // An empty section holds nothing, which is not wrong.
  if (isScalar(pair.value) && pair.value.value === null) return [];
  return mapOf(pair.value, reader, reader.at(pair.key), `"${nameOf(pair)}"`).items;
}

function itemsOf(pair: Pair, reader: Reader): readonly unknown[] {
  if (isScalar(pair.value) && pair.value.value === null) return [];
  if (isSeq(pair.value)) return pair.value.items;
  throw seedError(reader.at(pair.key), `"${nameOf(pair)}" is a list.`);
}

function mapOf(node: unknown, reader: Reader, fallback: string, what: string): YAMLMap {
  if (isMap(node)) return node;
  throw seedError(node === null ? fallback : reader.at(node), `${what} is to be a map.`);
}

function nameOf({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : '';
}

function unknownName(pair: Pair, reader: Reader, known: readonly string[]) {
  return seedError(reader.at(pair.key), `"${nameOf(pair)}" is unknown here; there is ${known.join(', ')}.`);
}

function unknownList(list: Pair, section: string, reader: Reader) {
  if (section === 'resources') {
    return seedError(reader.at(list.key), `"${nameOf(list)}" is no type: write it as AWS::Logs::LogGroup.`);
  }
  const lists = Object.hasOwn(seedCollections, section) ? Object.keys(seedCollections[section] ?? {}) : [];
  const known = section === 'ec2' ? ['images'] : lists;
  if (known.length > 0) return unknownName(list, reader, known);
  const sections = ['ec2', ...Object.keys(seedCollections), 'resources', 'operations'].sort();
  return seedError(reader.at(list.key), `"${section}" is unknown here; there is ${sections.join(', ')}.`);
}

/** Without the excerpt that the parser adds. */
function plain(message: string): string {
  return `${message
    .split(' at line ')[0]
    ?.split('\n')[0]
    ?.replace(/[.:]*$/, '')}.`;
}

function isNode(value: unknown): value is Node {
  return isMap(value) || isSeq(value) || isScalar(value);
}

function hasRange(value: unknown): value is { readonly range?: readonly number[] | null } {
  return typeof value === 'object' && value !== null && 'range' in value;
}

/** YAML knows no more kinds of values than JSON, unless asked to. */
function isWireStructure(value: unknown): value is WireStructure {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
