import { expect, it } from 'vitest';
import { withoutProperties } from './without-properties.ts';

const properties = {
  Name: 'a',
  Endpoint: { Address: 'x', Port: 1 },
  Listeners: [
    { Arn: 'l1', Port: 80 },
    { Arn: 'l2', Port: 81 },
  ],
};

it('leaves out what the pointers name, and nothing else', () => {
  const pointers = ['/properties/Endpoint/Address', '/properties/Listeners/*/Arn', '/properties/Nothing'];
  expect(withoutProperties(properties, pointers)).toEqual({
    Name: 'a',
    Endpoint: { Port: 1 },
    Listeners: [{ Port: 80 }, { Port: 81 }],
  });
  expect(properties.Endpoint).toEqual({ Address: 'x', Port: 1 });
});
