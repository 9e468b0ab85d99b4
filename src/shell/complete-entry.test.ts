import { expect, it } from 'vitest';
import { openCatalog } from '../catalog/open-catalog.ts';
import { completeEntry } from './complete-entry.ts';

const known = { catalogs: [openCatalog('aws')], use: [], parameters: async () => ['team'] };

/** The piece that is replaced, and what could stand there. */
async function suggested(marked: string) {
  const cursor = marked.indexOf('|');
  const text = marked.replace('|', '');
  const { from, to, suggestions } = await completeEntry(text, cursor, known);
  return { piece: text.slice(from, to), texts: suggestions.map(({ text: own }) => own) };
}

it.each([
  ['SELECT image_i| FROM aws.ec2.images', 'image_i', 'image_id'],
  ['SELECT 1; SELECT * FROM aws.imagebuilder.image_pipel|', 'image_pipel', 'image_pipelines'],
  ['SELECT $t|', '$t', '$team'],
  ['\\po|', '\\po', '\\policy'],
  ['\\d ec2.image|', 'image', 'images'],
  ['SELECT 1;\n\\d sagema|', 'sagema', 'sagemaker'],
  ['\\docs aws.imagebuilder.imag|', 'imag', 'images'],
  ['\\dt imagebui|', 'imagebui', 'imagebuilder'],
  ['\\explain SELECT image_i| FROM aws.ec2.images', 'image_i', 'image_id'],
  ['\\dv imagebui|', 'imagebui', 'imagebuilder'],
  ['\\copy (SELECT image_i| FROM aws.ec2.images) TO a.csv', 'image_i', 'image_id'],
  ['\\x a|', 'a', 'auto'],
  ['\\df imagebuilder.image_pi|', 'image_pi', 'image_pipelines'],
  ['SELECT image_i| FROM aws.ec2.images \\gx', 'image_i', 'image_id'],
  ['SELECT 1 \\gd|', '\\gd', '\\gdesc'],
  ['\\timing o|', 'o', 'off'],
  ['.mode js|', 'js', 'jsonl'],
])('%s', async (marked, piece, text) => {
  const { piece: replaced, texts } = await suggested(marked);
  expect(replaced).toBe(piece);
  expect(texts).toContain(text);
});

it('suggests nothing where a command takes no name', async () => {
  expect((await suggested('\\watch 1|')).texts).toEqual([]);
  expect((await suggested('.mode x|')).texts).toEqual([]);
});
