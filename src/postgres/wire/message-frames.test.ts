import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { client } from '../../../test/support/postgres-wire.ts';
import { readClientMessage } from './client-message.ts';
import { type Frame, MessageFrames } from './message-frames.ts';

const longest = 1_000_000;

function framesOf(bytes: Buffer, cuts: readonly number[]): readonly Frame[] {
  const frames = new MessageFrames(longest);
  const found: Frame[] = [];
  let start = 0;
  for (const cut of [...cuts, bytes.length]) {
    const end = Math.min(bytes.length, start + cut);
    frames.push(bytes.subarray(start, end));
    start = end;
    for (let frame = frames.next('lettered'); frame !== undefined; frame = frames.next('lettered')) found.push(frame);
  }
  expect(frames.waiting).toBe(0);
  return found;
}

/** A text that a message can hold. */
const text = fc.string({ unit: 'grapheme', maxLength: 20 }).map((value) => value.replaceAll('\0', ''));
const value = fc.option(fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)));
const format = fc.constantFrom(0 as const, 1 as const);

const message = fc.oneof(
  text.map((sql) => ({ bytes: client.query(sql), read: { kind: 'query', sql } })),
  fc
    .record({ statement: text, sql: text, types: fc.array(fc.nat(2 ** 31 - 1), { maxLength: 4 }) })
    .map((read) => ({ bytes: client.parse(read.statement, read.sql, read.types), read: { kind: 'parse', ...read } })),
  fc
    .record({
      portal: text,
      statement: text,
      parameterFormats: fc.array(format, { maxLength: 3 }),
      values: fc.array(value, { maxLength: 3 }),
      resultFormats: fc.array(format, { maxLength: 3 }),
    })
    .map((read) => ({
      bytes: client.bind(read.portal, read.statement, read.values, {
        values: read.parameterFormats,
        results: read.resultFormats,
      }),
      read: { kind: 'bind', ...read },
    })),
  fc
    .record({ portal: text, rows: fc.nat(1000) })
    .map((read) => ({ bytes: client.execute(read.portal, read.rows), read: { kind: 'execute', ...read } })),
  text.map((name) => ({ bytes: client.describe('S', name), read: { kind: 'describe', what: 'statement', name } })),
  text.map((name) => ({ bytes: client.close('P', name), read: { kind: 'close', what: 'portal', name } })),
  fc.constant({ bytes: client.sync, read: { kind: 'sync' } }),
);

describe('messages', () => {
  it('are read as they were written, however the network cuts them', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 6 }), fc.array(fc.nat(40), { maxLength: 20 }), (messages, cuts) => {
        const frames = framesOf(Buffer.concat(messages.map(({ bytes }) => bytes)), cuts);
        expect(frames.map(readClientMessage)).toEqual(messages.map(({ read }) => read));
      }),
    );
  });

  it('are never longer than they may be', () => {
    const frames = new MessageFrames(100);
    frames.push(client.query('x'.repeat(100)));
    expect(() => frames.next('lettered')).toThrow('longer than the 100');
    const early = new MessageFrames(1_000_000);
    early.push(client.query('x'.repeat(70_000)));
    expect(() => early.next('password')).toThrow('longer than the 65535');
    expect(early.next('lettered')?.body).toHaveLength(70_001);
  });
});
