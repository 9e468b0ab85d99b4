import { afterAll, beforeAll } from 'vitest';
import { type PostgresServer, startPostgresServer } from '../../src/postgres/server.ts';
import { openHost } from '../../src/session/open-host.ts';
import type { SessionHost } from '../../src/session/session-host.ts';
import { PostgresWire } from '../support/postgres-wire.ts';
import { cancelling } from './protocol/cancelling.ts';
import { copyFrom } from './protocol/copy-from.ts';
import { cursors } from './protocol/cursors.ts';
import { extendedQuery } from './protocol/extended-query.ts';
import { preparedStatements } from './protocol/prepared-statements.ts';
import { simpleQuery } from './protocol/simple-query.ts';
import { startUp } from './protocol/start-up.ts';
import type { Tested } from './protocol/tested.ts';
import { transactions } from './protocol/transactions.ts';
import { wrongMessages } from './protocol/wrong-messages.ts';

let host: SessionHost;
let server: PostgresServer;
let wire: PostgresWire;

beforeAll(async () => {
  host = await openHost({ sandbox: true, region: 'us-east-1' });
  server = await startPostgresServer({ host, maxConnections: 4 });
  wire = await PostgresWire.session(server.port);
});
afterAll(async () => {
  wire.close();
  await server.stop(1_000);
  await host.close();
});

const tested: Tested = {
  get server() {
    return server;
  },
  get wire() {
    return wire;
  },
};
startUp(tested);
simpleQuery(tested);
extendedQuery(tested);
preparedStatements(tested);
transactions(tested);
cursors(tested);
copyFrom(tested);
cancelling(tested);
wrongMessages(tested);
