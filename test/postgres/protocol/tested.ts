import type { PostgresServer } from '../../../src/postgres/server.ts';
import type { PostgresWire } from '../../support/postgres-wire.ts';

/** The server that the tests of the protocol ask, and a connection to it. */
export interface Tested {
  readonly server: PostgresServer;
  readonly wire: PostgresWire;
}
