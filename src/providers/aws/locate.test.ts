import { describe, expect, it } from 'vitest';
import { locate } from './locate.ts';

describe('locate', () => {
  it.each([
    [
      'arn:aws:imagebuilder:us-east-1:111122223333:image/web/1.0.0/1',
      { region: 'us-east-1', accountId: '111122223333' },
    ],
    ['arn:aws:imagebuilder:eu-west-1:aws:component/update-linux/1.0.2/1', { region: 'eu-west-1' }],
    ['arn:aws-cn:iam::111122223333:role/build', { accountId: '111122223333' }],
    ['arn:aws:s3:::bucket', {}],
    ['ami-0123456789abcdef0', {}],
    ['web|1', {}],
  ])('%s', (identifier, place) => expect(locate(identifier)).toEqual(place));
});
