import type { Database } from './database.ts';
import type { SessionOptions } from './session-options.ts';

/** A host of many sessions. They share its connections, credentials, limits and sandbox, and nothing else. */
export interface SessionHost {
  /**
   * Opens a session with a database and settings of its own. Throws DATABASE_NOT_OPENED, INVALID_OPTION, and CLOSED after
   * `close()`.
   */
  session(options?: SessionOptions): Promise<Database>;
  /** Ends all sessions, each after the statements that were asked of it before, and then what they share. */
  close(): Promise<void>;
}
