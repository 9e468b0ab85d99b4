import { accessSync, constants } from 'node:fs';
import { parseArn } from '../../aws/arn.ts';
import { suggest } from '../../data/suggest.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { SharedConfig } from './shared-config.ts';

/** How a profile says that credentials are got. */
export type ProfileKind = 'keys' | 'role' | 'web-identity' | 'process' | 'sso' | 'login';

const credentialSources = ['Environment', 'Ec2InstanceMetadata', 'EcsContainer'];
const ssoSettings = ['sso_start_url', 'sso_region', 'sso_account_id', 'sso_role_name'] as const;

/**
 * How a profile and those that it takes credentials from say that these are got; undefined where it says nothing of it. The
 * SDK's providers tell most of what is wrong in the same words, so it is looked for before they are asked. Throws
 * `UNKNOWN_PROFILE` and `INVALID_PROFILE`.
 */
export function checkProfile(config: SharedConfig, name: string): ProfileKind | undefined {
  refuseUnknownProfile(config, name);
  return kindOf(config, name, []);
}

function kindOf(config: SharedConfig, name: string, asked: readonly string[]): ProfileKind | undefined {
  const has = (key: string) => config.setting(key, name) !== undefined;
  refuseHalfPair(config, name);
  // As AWS's own tools have it: of a profile that others take credentials from the keys come first, of others the role.
  if (asked.length > 0 && has('aws_access_key_id')) return 'keys';
  if (has('role_arn')) return checkRole(config, name, asked);
  if (has('aws_access_key_id')) return 'keys';
  if (has('web_identity_token_file')) throw invalid(config, name, 'has a web_identity_token_file and no role_arn');
  if (has('credential_process')) return 'process';
  if (has('sso_session') || ssoSettings.some(has)) return checkSso(config, name);
  return has('login_session') ? 'login' : undefined;
}

function refuseHalfPair(config: SharedConfig, name: string): void {
  const [key, secret] = ['aws_access_key_id', 'aws_secret_access_key'] as const;
  const [hasKey, hasSecret] = [config.setting(key, name) !== undefined, config.setting(secret, name) !== undefined];
  if (hasKey !== hasSecret)
    throw invalid(config, name, hasKey ? `has ${key} and no ${secret}` : `has ${secret} and no ${key}`);
}

function checkRole(config: SharedConfig, name: string, asked: readonly string[]): ProfileKind {
  const arn = config.setting('role_arn', name) ?? '';
  if (!(parseArn(arn)?.service === 'iam' && parseArn(arn)?.resource.startsWith('role/')))
    throw invalid(
      config,
      name,
      `has a role_arn that is not the ARN of a role: ${arn}`,
      'It has the form arn:aws:iam::111122223333:role/NAME',
    );
  const token = config.setting('web_identity_token_file', name);
  if (token !== undefined) {
    refuseMissingFile(token, `The web_identity_token_file of the profile "${name}"`);
    return 'web-identity';
  }
  const [source, other] = [config.setting('source_profile', name), config.setting('credential_source', name)];
  if (source !== undefined && other !== undefined)
    throw invalid(config, name, 'has both source_profile and credential_source', 'A role is assumed from one of them');
  if (source === undefined && other === undefined)
    throw invalid(
      config,
      name,
      'has a role_arn, and neither source_profile nor credential_source',
      'source_profile = NAME says whose credentials assume the role',
    );
  if (other !== undefined && !credentialSources.includes(other))
    throw invalid(
      config,
      name,
      `has a credential_source that there is not: ${other}`,
      `There are ${credentialSources.join(', ')}`,
    );
  if (source === undefined) return 'role';
  if (!config.profiles.includes(source))
    throw invalid(
      config,
      name,
      `has the source_profile "${source}", and there is no such profile`,
      nearestOf(source, config.profiles),
    );
  if (asked.includes(source))
    throw invalid(config, name, `turns in a circle: ${[...asked, name, source].join(' -> ')} (source_profile)`);
  if (kindOf(config, source, [...asked, name]) === undefined)
    throw invalid(config, name, `has the source_profile "${source}", which has no credentials`);
  return 'role';
}

function checkSso(config: SharedConfig, name: string): ProfileKind {
  const session = config.setting('sso_session', name);
  if (session !== undefined && !config.sections('sso-session').includes(session))
    throw invalid(
      config,
      name,
      `has the sso_session "${session}", and there is no section [sso-session ${session}]`,
      nearestOf(session, config.sections('sso-session')),
    );
  const missing = ssoSettings.filter(
    (key) =>
      config.setting(key, name) === undefined &&
      (session === undefined || config.sectionSetting('sso-session', session, key) === undefined),
  );
  if (missing.length > 0)
    throw invalid(config, name, `signs in by SSO and lacks ${missing.join(' and ')}`, 'aws configure sso writes them');
  return 'sso';
}

/** Throws `NO_CREDENTIALS` where a file that credentials are in cannot be read. `what` begins the message. */
export function refuseMissingFile(file: string, what: string): void {
  try {
    accessSync(file, constants.R_OK);
  } catch (cause) {
    throw new SkyqlError('NO_CREDENTIALS', `${what} cannot be read: ${file}`, {
      hint: 'Check the path, and that you may read the file.',
      cause,
    });
  }
}

/** Throws `UNKNOWN_PROFILE` for a profile that neither of AWS's files has. */
export function refuseUnknownProfile(config: SharedConfig, name: string): void {
  if (config.profiles.includes(name)) return;
  const hint = `${nearestOf(name, config.profiles) ?? 'There are none.'} Profiles are sought in ${config.files.join(' and ')}.`;
  throw new SkyqlError('UNKNOWN_PROFILE', `There is no profile "${name}".`, { hint });
}

function nearestOf(name: string, names: readonly string[]): string | undefined {
  const near = suggest(name, names);
  if (near.length > 0) return `Did you mean ${near.join(' or ')}?`;
  const some = names.length > 12 ? [...names.slice(0, 12), '...'] : names;
  return names.length > 0 ? `There ${names.length === 1 ? 'is' : 'are'} ${some.join(', ')}.` : undefined;
}

function invalid(config: SharedConfig, name: string, what: string, hint?: string): SkyqlError {
  return new SkyqlError('INVALID_PROFILE', `The profile "${name}" ${what}.`, {
    hint: `${hint === undefined ? '' : `${hint}${/[.?]$/.test(hint) ? '' : '.'} `}Profiles are in ${config.files.join(' and ')}.`,
  });
}
