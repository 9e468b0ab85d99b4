import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

export interface ConfigPlaces {
  readonly directory?: string;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** The files that are looked for, the first that is there counts: `SKYQL_CONFIG` names one, else the project's, else the user's. */
export function configPlaces({
  directory = process.cwd(),
  environment = process.env,
}: ConfigPlaces = {}): readonly string[] {
  if (environment.SKYQL_CONFIG) return [resolve(directory, environment.SKYQL_CONFIG)];
  return [join(directory, 'skyql.yaml'), userConfig(environment)];
}

/** The user's own file, after the XDG base directories (https://specifications.freedesktop.org/basedir-spec/latest/). */
export function userConfig(environment: ConfigPlaces['environment'] = process.env): string {
  return join(environment.XDG_CONFIG_HOME || join(homedir(), '.config'), 'skyql', 'skyql.yaml');
}

/** The file that holds here; undefined where there is none. One that the environment names has to be there. */
export function findConfig(places: ConfigPlaces = {}): string | undefined {
  const { environment = process.env } = places;
  const [first, ...others] = configPlaces(places);
  if (environment.SKYQL_CONFIG) return first;
  return [first, ...others].find((file) => file !== undefined && existsSync(file));
}
