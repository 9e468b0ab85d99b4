import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The region that AWS's own tools would use: `AWS_REGION`, `AWS_DEFAULT_REGION`, then the profile's in the shared files
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-region.html). Undefined when none is set.
 */
export function defaultRegion(profile?: string, environment: Environment = process.env): string | undefined {
  const direct = environment.AWS_REGION || environment.AWS_DEFAULT_REGION;
  if (direct) return direct;
  const name = profile ?? (environment.AWS_PROFILE || 'default');
  const folder = join(homedir(), '.aws');
  const config = readText(environment.AWS_CONFIG_FILE || join(folder, 'config'));
  const credentials = readText(environment.AWS_SHARED_CREDENTIALS_FILE || join(folder, 'credentials'));
  return (
    settingOf(config, `profile ${name}`, 'region') ??
    (name === 'default' ? settingOf(config, name, 'region') : undefined) ??
    settingOf(credentials, name, 'region')
  );
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function settingOf(text: string, section: string, key: string): string | undefined {
  let inside = false;
  for (const line of text.split(/\r?\n/)) {
    const header = /^\s*\[\s*([^\]]+?)\s*\]/.exec(line);
    if (header) {
      inside = (header[1] ?? '').replace(/\s+/g, ' ').replaceAll('"', '') === section;
      continue;
    }
    // An indented line is a nested setting (`s3 =` has such), not one of the section itself.
    const setting = inside ? /^([^\s=#;]+)\s*=\s*(.*?)\s*(?:\s[#;].*)?$/.exec(line) : null;
    if (setting && setting[1] === key && setting[2]) return setting[2];
  }
  return undefined;
}
