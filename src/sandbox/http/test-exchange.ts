import { loadServiceModelSync } from '../../aws/model-store.ts';
import { protocolFor } from '../../aws/protocols/protocol-for.ts';
import { withNewerShapes } from '../kit/with-newer-shapes.ts';
import type { SandboxService } from '../service.ts';
import { createClock } from '../state/create-clock.ts';
import { createState } from '../state/create-state.ts';
import { createTurns } from '../state/turns.ts';
import type { Controls } from './control-routes.ts';
import { createExchange, type Exchange, type SandboxParts } from './exchange.ts';
import { createFaults } from './faults.ts';
import { faultsOf } from './front-door/faults-of.ts';
import { createRequestLog } from './request-log.ts';
import type { SandboxRequest } from './sandbox-request.ts';

/** For tests of steps: an exchange over a sandbox of its own, at the moment when a request has come in. */
export function createTestExchange(
  request: Partial<SandboxRequest> & { readonly text?: string } = {},
  parts: Partial<SandboxParts> = {},
): Exchange {
  const { text = '', ...given } = request;
  const body = new TextEncoder().encode(text);
  const whole = { method: 'POST', rawPath: '/', rawQuery: '', headers: {}, body, ...given };
  return createExchange(whole, { ...createTestParts(), ...parts });
}

/** As `findService` leaves it. */
export function found(exchange: Exchange, service: SandboxService): Exchange {
  const model = withNewerShapes(service, loadServiceModelSync(service.service));
  exchange.found = { service, model, protocol: protocolFor(model), faults: faultsOf(service, model) };
  return exchange;
}

function createTestParts(): SandboxParts {
  const clock = createClock('instant');
  const faults = createFaults(1);
  const log = createRequestLog();
  const controls: Controls = {
    version: '1',
    services: [],
    coverage: { operations: {}, types: [] },
    clock,
    log,
    faults,
    reset: async () => undefined,
    snapshot: async () => ({ records: [], position: 0, time: 0, versions: {} }),
    replace: async () => undefined,
  };
  return {
    services: [],
    state: createState(1),
    clock,
    faults,
    log,
    auth: 'off',
    credentials: [],
    hosts: [],
    controls,
    inTurn: createTurns(() => undefined),
    onError: undefined,
  };
}
