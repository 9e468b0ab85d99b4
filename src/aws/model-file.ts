import { inflateRawSync } from 'node:zlib';
import { lazyRecord } from './lazy-record.ts';
import type { ServiceModel } from './service-model.ts';

/**
 * The first line of a model's file. Operations and shapes follow in blocks that are deflated each by itself, so that of
 * a large model (EC2 has 5,000 shapes) only what is used is unpacked and parsed.
 */
export interface ModelFileHeader extends Omit<ServiceModel, 'operations' | 'shapes'> {
  readonly operations: readonly ModelBlock[];
  readonly shapes: readonly ModelBlock[];
}

/** The name that is first in the block, the block's offset after the header line, and its length, in bytes. */
export type ModelBlock = readonly [first: string, offset: number, length: number];

/** The model in a file's bytes. Throws when they are none; what is wrong inside a block shows when it is looked into. */
export function readModelFile(bytes: Uint8Array): ServiceModel {
  const end = bytes.indexOf(10);
  if (end < 0) throw new Error('The file has no header line.');
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))) as ModelFileHeader;
  const content = bytes.subarray(end + 1);
  return { ...header, operations: recordOf(content, header.operations), shapes: recordOf(content, header.shapes) };
}

function recordOf<Value extends object>(
  content: Uint8Array,
  blocks: readonly ModelBlock[],
): Readonly<Record<string, Value>> {
  const unpacked = new Map<ModelBlock, ReadonlyMap<string, string>>();
  const lines = (block: ModelBlock): ReadonlyMap<string, string> => {
    let known = unpacked.get(block);
    if (known === undefined) {
      known = linesOf(content.subarray(block[1], block[1] + block[2]));
      unpacked.set(block, known);
    }
    return known;
  };
  const parse = (name: string): Value | undefined => {
    const block = blockOf(blocks, name);
    const text = block && lines(block).get(name);
    return text === undefined ? undefined : (JSON.parse(text) as Value);
  };
  return lazyRecord(parse, () => blocks.flatMap((block) => [...lines(block).keys()]));
}

/** A line an entry: its name, a tab, its JSON. */
function linesOf(bytes: Uint8Array): ReadonlyMap<string, string> {
  const text = inflateRawSync(bytes).toString('utf8');
  return new Map(
    text.split('\n').map((line) => {
      const tab = line.indexOf('\t');
      return [line.slice(0, tab), line.slice(tab + 1)];
    }),
  );
}

/** The last block whose first name is not after the one looked for. */
function blockOf(blocks: readonly ModelBlock[], name: string): ModelBlock | undefined {
  let [from, to] = [0, blocks.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((blocks[middle]?.[0] ?? '') <= name) from = middle + 1;
    else to = middle;
  }
  return blocks[from - 1];
}
