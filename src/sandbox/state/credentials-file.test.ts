import { describe, expect, it } from 'vitest';
import { readCredentials } from './credentials-file.ts';

const file = `
# keys of the tests
[default]
aws_access_key_id = AKIAEXAMPLE
aws_secret_access_key = a secret/with=signs   ; told to nobody
region = eu-west-1

[ build ]
aws_access_key_id=210987654321
aws_secret_access_key=other
[partner]
AWS_ACCESS_KEY_ID = AKIAPARTNER
aws_secret_access_key = third
aws_session_token = token
aws_account_id = 333344445555
`;

describe('readCredentials', () => {
  it('reads the profiles of AWS’s form', () => {
    expect(readCredentials(file, 'keys')).toEqual([
      { accessKeyId: 'AKIAEXAMPLE', secret: 'a secret/with=signs', account: '123456789012' },
      { accessKeyId: '210987654321', secret: 'other', account: '210987654321' },
      { accessKeyId: 'AKIAPARTNER', secret: 'third', account: '333344445555', sessionToken: 'token' },
    ]);
  });

  it.each([
    ['[a]\naws_access_key_id = A', 'keys, line 1: profile a has no aws_secret_access_key.'],
    ['[a]\naws_secret_access_key = hidden', 'keys, line 1: profile a has no aws_access_key_id.'],
    ['\naws_access_key_id = A', 'keys, line 2: that is neither [profile] nor name = value.'],
    ['[a]\nhidden', 'keys, line 2: that is neither [profile] nor name = value.'],
    [
      '[a]\naws_access_key_id = A\naws_secret_access_key = hidden\naws_account_id = 12',
      'keys, line 1: profile a has an aws_account_id that is not twelve digits.',
    ],
    [
      '[a]\naws_access_key_id = A\naws_secret_access_key = hidden\n[b]\naws_access_key_id = A\naws_secret_access_key = x',
      'keys, line 4: the access key of profile b is listed twice.',
    ],
  ])('refuses %j', (text, message) => {
    const read = () => readCredentials(text, 'keys');
    expect(read).toThrow(expect.objectContaining({ code: 'INVALID_CREDENTIALS_FILE', message }));
    expect(read).not.toThrow(/hidden/);
  });
});
