import { fitsText, type TextFacts } from '../fits-text.ts';
import { matchesPattern } from '../matches-pattern.ts';
import { textOfPattern } from '../text-of-pattern.ts';

const account = '123456789012';

/** What is meant by a name, where the name says it; the first that the text may be is taken. `{region}` is the reader's. */
const meanings: readonly (readonly [RegExp, readonly string[]])[] = [
  [/role_?(arn)?$/i, [`arn:aws:iam::${account}:role/example`, 'example']],
  [/(instance_?profile)_?(arn)?$/i, ['example', `arn:aws:iam::${account}:instance-profile/example`]],
  [
    /kms.*(arn|id|key)$/i,
    [`arn:aws:kms:{region}:${account}:key/12345678-1234-1234-1234-123456789012`, 'alias/example'],
  ],
  [/(topic|sns).*arn$/i, [`arn:aws:sns:{region}:${account}:example`]],
  [/(queue|sqs).*arn$/i, [`arn:aws:sqs:{region}:${account}:example`]],
  [/(lambda|function).*arn$/i, [`arn:aws:lambda:{region}:${account}:function:example`]],
  [/certificate.*arn$/i, [`arn:aws:acm:{region}:${account}:certificate/12345678-1234-1234-1234-123456789012`]],
  [/secret.*arn$/i, [`arn:aws:secretsmanager:{region}:${account}:secret:example-AbCdEf`]],
  [/bucket.*arn$/i, ['arn:aws:s3:::example-bucket']],
  [/policy.*arn$/i, ['arn:aws:iam::aws:policy/ReadOnlyAccess']],
  [/(ami|image)_?id$/i, ['ami-0123456789abcdef0']],
  [/vpc_?id$/i, ['vpc-0123456789abcdef0']],
  [/subnet_?ids?$/i, ['subnet-0123456789abcdef0']],
  [/security_?group_?ids?$/i, ['sg-0123456789abcdef0']],
  [/snapshot_?id$/i, ['snap-0123456789abcdef0']],
  [/volume_?id$/i, ['vol-0123456789abcdef0']],
  [/instance_?ids?$/i, ['i-0123456789abcdef0']],
  [/^(.*_)?account_?ids?$|accountid$|owner_?id$/i, [account]],
  [/region$/i, ['{region}']],
  [/availability_?zone/i, ['{region}a']],
  [/bucket(_?name)?$/i, ['example-bucket']],
  [/e_?mail/i, ['someone@example.com']],
  [/ur[il]$|endpoint$|website|url/i, ['https://example.com/', 's3://example-bucket/example']],
  [/cidr/i, ['10.0.0.0/16', '10.0.0.0/24', '2001:db8::/56']],
  [/ip_?v?6/i, ['2001:db8::1']],
  [/ip_?(address)?$/i, ['10.0.0.10']],
  [/domain|host_?name|dns/i, ['example.com']],
  [/schedule|cron/i, ['rate(1 day)', 'cron(0 3 * * ? *)']],
  [/version$/i, ['1.0.0', '1.0', '1']],
  [/(date|time|_at|timestamp)$/i, ['2026-01-01T00:00:00Z', '2026-01-01', '00:00']],
  [/policy(_?document)?$/i, ['{}']],
  [/^(?!.*(name|arn|id)$).*(json|schema|definition$)/i, ['{}']],
  [/runtime$/i, ['nodejs22.x']],
  [/instance_?type/i, ['t3.micro']],
  [/engine$/i, ['postgres']],
  [/phone/i, ['+12065550100']],
  [/password|secret/i, ['Example-Password-1']],
  [/arn$/i, [`arn:aws:example:{region}:${account}:example`]],
  [/description$/i, ['Made with skyql']],
];
const anything: readonly string[] = [
  'example',
  'Example',
  'EXAMPLE',
  `arn:aws:iam::${account}:role/example`,
  `arn:aws:s3:::example-bucket`,
  'example-1',
  '/example',
  '1.0.0',
  account,
  '1',
  '100',
  'true',
  '{region}',
  '12345678-1234-1234-1234-123456789012',
  '0123456789abcdef0123456789abcdef',
  '2026-01-01T00:00:00Z',
  '2026-01-01',
  '10.0.0.0/16',
  '10.0.0.10',
  'https://example.com/',
  's3://example-bucket/example',
  'someone@example.com',
  'example.com',
  'rate(1 day)',
  '{}',
  '*',
];

/** A text that a property or member of that name may hold: one that says what is meant, where there is one. */
export function sampleText(name: string, facts: TextFacts, region: string): string | undefined {
  const meant = meanings.filter(([words]) => words.test(name)).flatMap(([, texts]) => texts);
  const named = `example-${words(name)}`;
  const candidates = [...meant, ...(meant.length > 0 ? [] : [named]), ...anything].map((text) =>
    text.replaceAll('{region}', region),
  );
  const found =
    candidates.find((text) => fits(text, facts)) ??
    candidates.map((text) => fitted(text, facts)).find((text) => fits(text, facts));
  return found ?? ofPattern(facts);
}

function words(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .replace(/[^A-Za-z\d]+/g, '-')
    .toLowerCase();
}

/** The text at the length that is asked for. */
function fitted(text: string, { minLength = 0, maxLength = Number.POSITIVE_INFINITY }: TextFacts): string {
  return text.padEnd(Math.min(minLength, 4096), '0').slice(0, maxLength);
}

function ofPattern(facts: TextFacts): string | undefined {
  const { pattern, minLength = 0 } = facts;
  if (pattern === undefined) return undefined;
  for (const extra of new Set([0, 1, 2, 5, minLength])) {
    const text = textOfPattern(pattern.replace(/^\(\?[is]+\)/, ''), extra);
    if (text !== undefined && fits(text, facts)) return text;
  }
  return undefined;
}

/** AWS's services match patterns against the whole text, CloudFormation anywhere in it: what does the one does the other. */
function fits(text: string, facts: TextFacts): boolean {
  const { pattern } = facts;
  if (!fitsText(text, facts)) return false;
  if (pattern === undefined) return true;
  const [flags = ''] = /^\(\?[is]+\)/.exec(pattern) ?? [];
  return matchesPattern(text, `${flags}^(?:${pattern.slice(flags.length)})$`);
}
