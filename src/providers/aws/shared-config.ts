import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A section of AWS's shared files: its settings, and those that stand indented under one of them. */
interface Section {
  readonly settings: ReadonlyMap<string, string>;
  readonly nested: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** What AWS's shared files say (https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html). */
export interface SharedConfig {
  /** The names of all profiles, of both files. */
  readonly profiles: readonly string[];
  /** Where the files are, whether or not they are there. */
  readonly files: readonly [config: string, credentials: string];
  /** The names of the sections of this kind: `sso-session`. */
  sections(kind: string): readonly string[];
  /** A setting of such a section. */
  sectionSetting(kind: string, name: string, key: string): string | undefined;
  /** A setting of a profile; of the one in use unless it is named. */
  setting(key: string, profile?: string): string | undefined;
  /** The address of a service, by its id with `_` for spaces and in small letters, in the profile's `services` section. */
  serviceEndpoint(serviceKey: string, profile?: string): string | undefined;
}

/** Reads the shared files as they are now; those that are not there are empty. */
export function readSharedConfig(environment: Environment = process.env): SharedConfig {
  const folder = join(homedir(), '.aws');
  const files = [
    environment.AWS_CONFIG_FILE || join(folder, 'config'),
    environment.AWS_SHARED_CREDENTIALS_FILE || join(folder, 'credentials'),
  ] as const;
  const [config, credentials] = [sectionsOf(readText(files[0])), sectionsOf(readText(files[1]))];
  const sections = (kind: string) =>
    [...config.keys()].flatMap((name) => (name.startsWith(`${kind} `) ? [name.slice(kind.length + 1)] : []));
  const own = config.has('default') ? ['default'] : [];
  const nameOf = (profile: string | undefined) => profile ?? (environment.AWS_PROFILE || 'default');
  const setting = (key: string, profile?: string) => {
    const name = nameOf(profile);
    return (
      config.get(`profile ${name}`)?.settings.get(key) ??
      (name === 'default' ? config.get(name)?.settings.get(key) : undefined) ??
      credentials.get(name)?.settings.get(key)
    );
  };
  return {
    profiles: [...new Set([...own, ...sections('profile'), ...credentials.keys()])],
    files,
    sections,
    sectionSetting: (kind, name, key) => config.get(`${kind} ${name}`)?.settings.get(key),
    setting,
    serviceEndpoint(serviceKey, profile) {
      const services = setting('services', profile);
      return config.get(`services ${services}`)?.nested.get(serviceKey)?.get('endpoint_url');
    },
  };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function sectionsOf(text: string): ReadonlyMap<string, Section> {
  const sections = new Map<string, { settings: Map<string, string>; nested: Map<string, Map<string, string>> }>();
  let current: { settings: Map<string, string>; nested: Map<string, Map<string, string>> } | undefined;
  let above: Map<string, string> | undefined;
  for (const line of text.split(/\r?\n/)) {
    const header = /^\s*\[\s*([^\]]+?)\s*\]/.exec(line);
    if (header) {
      const name = (header[1] ?? '').replace(/\s+/g, ' ').replaceAll('"', '');
      current = sections.get(name) ?? { settings: new Map(), nested: new Map() };
      sections.set(name, current);
      above = undefined;
      continue;
    }
    const setting = /^(\s*)([^\s=#;]+)\s*=\s*(.*?)\s*(?:\s[#;].*)?$/.exec(line);
    if (!setting || current === undefined) continue;
    const [, indent = '', key = '', value = ''] = setting;
    if (indent !== '') {
      if (value !== '') above?.set(key, value);
      continue;
    }
    if (value !== '') current.settings.set(key, current.settings.get(key) ?? value);
    above = current.nested.get(key) ?? new Map();
    current.nested.set(key, above);
  }
  return sections;
}
