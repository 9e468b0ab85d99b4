import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { isPlainObject } from './is-plain-object.ts';

it.each([
  ['{}', {}],
  ['an object without a prototype', Object.create(null)],
  ['an object of another context', runInNewContext('({ a: 1 })')],
])('%s is plain', (_name, value) => {
  expect(isPlainObject(value)).toBe(true);
});

it.each([
  ['a Map', new Map([['sandbox', true]])],
  ['a promise', Promise.resolve({ sandbox: true })],
  ['a date', new Date()],
  ['an instance', new (class Options {})()],
  ['an object that inherits its members', Object.create({ sandbox: true })],
  [
    'one that inherits them from an object without a prototype',
    Object.create(Object.assign(Object.create(null), { a: 1 })),
  ],
  ['a list', []],
  ['a function', () => ({})],
  ['null', null],
  ['a number', 7],
])('%s is not', (_name, value) => {
  expect(isPlainObject(value)).toBe(false);
});
