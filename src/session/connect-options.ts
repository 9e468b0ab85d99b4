import type { HostOptions } from '../host/host-options.ts';
import type { SessionOptions } from './session-options.ts';

/** A host and its one session: the region is that of connections which have none of their own. */
export interface ConnectOptions extends HostOptions, Omit<SessionOptions, 'region'> {}
