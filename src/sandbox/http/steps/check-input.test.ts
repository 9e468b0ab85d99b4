import { expect, it } from 'vitest';
import { createTestExchange, found } from '../test-exchange.ts';
import { checkInput } from './check-input.ts';

function checked(input: Record<string, string>) {
  const exchange = found(createTestExchange(), { service: 'sts', operations: {} });
  return () => checkInput.run({ ...exchange, operation: 'AssumeRole', input });
}

it('lets pass what the model allows, and nothing else', () => {
  const RoleArn = 'arn:aws:iam::111122223333:role/Deploy';
  expect(checked({ RoleArn, RoleSessionName: 'me' })).not.toThrow();
  expect(checked({ RoleArn })).toThrow(
    expect.objectContaining({ code: 'ValidationError', message: expect.stringContaining("'roleSessionName'") }),
  );
});
