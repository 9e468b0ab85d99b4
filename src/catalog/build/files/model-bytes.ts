import { deflateRawSync } from 'node:zlib';
import type { ModelBlock, ModelFileHeader } from '../../../aws/model-file.ts';
import type { ServiceModel } from '../../../aws/service-model.ts';

/** Smaller blocks unpack quicker, larger ones deflate better; beyond deflate's own window of 32 KiB little is gained. */
const blockCharacters = 32_768;

/** The bytes of a model's file; `readModelFile` reads it. */
export function modelBytes(model: ServiceModel): Buffer {
  const blocks: Buffer[] = [];
  let offset = 0;
  const pack = (record: Readonly<Record<string, unknown>>): readonly ModelBlock[] => {
    const places: ModelBlock[] = [];
    for (const { first, text } of textBlocks(record)) {
      const bytes = deflateRawSync(text, { level: 9 });
      places.push([first, offset, bytes.length]);
      offset += bytes.length;
      blocks.push(bytes);
    }
    return places;
  };
  const operations = pack(model.operations);
  const shapes = pack(model.shapes);
  const header: ModelFileHeader = { ...model, operations, shapes };
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...blocks]);
}

/** Entries in the order of their names, which is how a name's block is found. */
function textBlocks(record: Readonly<Record<string, unknown>>): readonly { first: string; text: string }[] {
  const blocks: { first: string; text: string }[] = [];
  for (const name of Object.keys(record).sort()) {
    const line = `${name}\t${JSON.stringify(record[name])}`;
    const last = blocks.at(-1);
    if (last === undefined || last.text.length + line.length > blockCharacters)
      blocks.push({ first: name, text: line });
    else last.text += `\n${line}`;
  }
  return blocks;
}
