import type { ConnectionOptions, HostOptions, LimitOptions } from '../host-options.ts';
import type { SessionDefaults } from '../session-defaults.ts';

/** What a file skyql.yaml says. */
export interface Config {
  /** Where it stands. */
  readonly file: string;
  readonly connections?: readonly ConnectionOptions[];
  readonly groups?: HostOptions['groups'];
  readonly defaults?: SessionDefaults;
  readonly limits?: readonly LimitOptions[];
}
