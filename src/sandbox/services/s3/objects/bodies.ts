import type { WireStructure } from '../../../../aws/service-model.ts';
import type { Content } from '../../../kit/content.ts';
import { contentOf } from '../../../kit/content-collector.ts';
import type { SandboxState, Table } from '../../../service.ts';
import { placeOf } from '../buckets/bucket-store.ts';
import { type BucketRecord, bodiesTable } from '../records.ts';

/** A body's first piece is under its id, the others under the id and their number: no record is large. */
function piecesOf(state: SandboxState, bucket: BucketRecord): Table<Uint8Array> {
  return state.table(placeOf(bucket), bodiesTable);
}

const pieceKey = (body: string, number: number) => (number === 0 ? body : `${body}/${number}`);

/** Keeps content. Returns the id of its body. */
export function storeBody(state: SandboxState, bucket: BucketRecord, content: Content): string {
  const body = state.identifier('body-', 24);
  const pieces = piecesOf(state, bucket);
  for (const [number, piece] of content.entries()) pieces.set(pieceKey(body, number), piece);
  return body;
}

export function bodyContent(state: SandboxState, bucket: BucketRecord, bodies: string | readonly string[]): Content {
  const pieces = piecesOf(state, bucket);
  return [bodies].flat().flatMap((body) => {
    const content: Uint8Array[] = [];
    for (let piece = pieces.get(body); piece !== undefined; piece = pieces.get(pieceKey(body, content.length))) {
      content.push(piece);
    }
    return content;
  });
}

export function removeBody(state: SandboxState, bucket: BucketRecord, bodies: string | readonly string[]): void {
  const pieces = piecesOf(state, bucket);
  for (const body of [bodies].flat()) for (let number = 0; pieces.delete(pieceKey(body, number)); number += 1);
}

/** The content that an input brings: a service's own step gives it in pieces, another service as a whole. */
export function contentIn({ Body }: WireStructure): Content {
  if (Body instanceof Uint8Array) return contentOf(Body);
  return Array.isArray(Body) ? Body.filter((piece) => piece instanceof Uint8Array) : [];
}
