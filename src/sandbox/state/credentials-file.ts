import { SkyqlError } from '../../errors/skyql-error.ts';
import { defaultAccount, type ListedKey } from './access-keys.ts';

type Profile = Map<string, string>;

/**
 * The access keys of a credentials file in AWS's own form, so that clients can be given the same file
 * (`AWS_SHARED_CREDENTIALS_FILE`). `aws_account_id` says the account of a key; without it, a key of twelve digits is its
 * own and any other of the default account.
 *
 * Throws `INVALID_CREDENTIALS_FILE`, which names file and line, and no secret.
 */
export function readCredentials(text: string, file: string): readonly ListedKey[] {
  const keys = new Map<string, ListedKey>();
  for (const { line, name, profile } of profilesOf(text, file)) {
    const key = keyOf(profile);
    if (typeof key === 'string') throw invalid(file, line, `profile ${name} ${key}`);
    if (keys.has(key.accessKeyId)) throw invalid(file, line, `the access key of profile ${name} is listed twice`);
    keys.set(key.accessKeyId, key);
  }
  return [...keys.values()];
}

interface NamedProfile {
  readonly line: number;
  readonly name: string;
  readonly profile: Profile;
}

function profilesOf(text: string, file: string): readonly NamedProfile[] {
  const profiles: NamedProfile[] = [];
  for (const [index, whole] of text.split(/\r?\n/).entries()) {
    const line = whole.trim();
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue;
    const section = /^\[\s*([^\]]+?)\s*\]$/.exec(line)?.[1];
    const [, name, value] = /^([\w.-]+)\s*=\s*(.*)$/.exec(line) ?? [];
    const last = profiles.at(-1);
    if (section !== undefined) profiles.push({ line: index + 1, name: section, profile: new Map() });
    else if (name !== undefined && value !== undefined && last !== undefined) {
      last.profile.set(name.toLowerCase(), value.replace(/\s+[#;].*$/, ''));
    } else throw invalid(file, index + 1, 'that is neither [profile] nor name = value');
  }
  return profiles;
}

/** The key of a profile, or what is wrong with it. */
function keyOf(profile: Profile): ListedKey | string {
  const accessKeyId = profile.get('aws_access_key_id');
  const secret = profile.get('aws_secret_access_key');
  const sessionToken = profile.get('aws_session_token');
  if (!accessKeyId) return 'has no aws_access_key_id';
  if (!secret) return 'has no aws_secret_access_key';
  const account = profile.get('aws_account_id') ?? (/^\d{12}$/.test(accessKeyId) ? accessKeyId : defaultAccount);
  if (!/^\d{12}$/.test(account)) return 'has an aws_account_id that is not twelve digits';
  return { accessKeyId, secret, account, ...(sessionToken ? { sessionToken } : {}) };
}

function invalid(file: string, line: number, reason: string): SkyqlError {
  return new SkyqlError('INVALID_CREDENTIALS_FILE', `${file}, line ${line}: ${reason}.`, {
    hint: 'Write profiles as AWS does: [name], aws_access_key_id = ..., aws_secret_access_key = ..., and aws_account_id = ... for its account.',
  });
}
