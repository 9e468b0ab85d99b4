import { describe, expect, it } from 'vitest';
import { formatArn, parseArn } from './arn.ts';

describe('ARNs', () => {
  it.each([
    ['arn:aws:imagebuilder:us-east-1:123456789012:image/a/1.0.0/1', 'us-east-1', '123456789012', 'image/a/1.0.0/1'],
    ['arn:aws-cn:iam::123456789012:role/r', '', '123456789012', 'role/r'],
    ['arn:aws:logs:eu-west-1:1:log-group:/aws/x:*', 'eu-west-1', '1', 'log-group:/aws/x:*'],
    ['arn:aws:s3:::bucket/key:with\nall', '', '', 'bucket/key:with\nall'],
  ])('%j come apart and together again', (text, region, account, resource) => {
    const arn = parseArn(text);
    expect(arn).toMatchObject({ region, account, resource });
    expect(arn && formatArn(arn)).toBe(text);
  });

  it.each(['', 'arn', 'arn:aws:s3', 'arn:aws:s3:::', 'arn::s3:::b', 'urn:aws:s3:::b', ' arn:aws:s3:::b'])(
    '%j is none',
    (text) => {
      expect(parseArn(text)).toBeUndefined();
    },
  );
});
