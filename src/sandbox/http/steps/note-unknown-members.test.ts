import { expect, it } from 'vitest';
import { imagebuilder } from '../../services/imagebuilder/imagebuilder.ts';
import { createTestExchange, found } from '../test-exchange.ts';
import { noteUnknownMembers } from './note-unknown-members.ts';

function exchangeOf(body: object) {
  const exchange = found(createTestExchange({ text: JSON.stringify(body) }), imagebuilder);
  exchange.operation = 'ListImages';
  return exchange;
}

it('passes over what the model does not have, and remembers it', () => {
  const exchange = exchangeOf({ owner: 'Self', colour: 'red' });
  noteUnknownMembers.run(exchange);
  expect(exchange.unknownMembers).toEqual(['colour']);
});

it('refuses an unknown dry run, and one alone that asks for it', () => {
  expect(() => noteUnknownMembers.run(exchangeOf({ dryRun: true }))).toThrow(/no member dryRun of ListImages/);
  expect(() => noteUnknownMembers.run(exchangeOf({ dryRun: false }))).not.toThrow();
});
