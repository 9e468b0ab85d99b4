import { SkyqlError } from '../../errors/skyql-error.ts';
import type { Clock } from '../service.ts';
import type { FaultRule } from './fault-rule.ts';
import type { Faults } from './faults.ts';
import type { RequestLog } from './request-log.ts';
import type { SandboxRequest, SandboxResponse } from './sandbox-request.ts';

/** What the control routes act on. */
export interface Controls {
  readonly version: string;
  readonly services: readonly string[];
  readonly clock: Clock;
  readonly log: RequestLog;
  readonly faults: Faults;
  reset(): void;
}

type ControlRoute = (request: SandboxRequest, controls: Controls) => SandboxResponse;

const routes: Readonly<Record<string, ControlRoute>> = {
  'GET /_skyql/health': (_, { version, services, clock }) =>
    json({ status: 'ok', version, services, clock: clock.mode }),
  'POST /_skyql/reset': reset,
  // What moto's users call between their tests.
  'POST /moto-api/reset': reset,
  'GET /_skyql/requests': (_, { log }) => json(log.list()),
  'POST /_skyql/requests': (request, { log }) => {
    if (new URLSearchParams(request.rawQuery).get('reset') !== '1') return json({ message: 'Give reset=1.' }, 400);
    log.clear();
    return json([]);
  },
  'GET /_skyql/faults': (_, { faults }) => json(faults.rules()),
  'PUT /_skyql/faults': putFaults,
  'DELETE /_skyql/faults': (_, { faults }) => {
    faults.clear();
    return json([]);
  },
};

/** Answers the sandbox's own routes, which no AWS service has; undefined for every other path. */
export function answerControlRoute(request: SandboxRequest, controls: Controls): SandboxResponse | undefined {
  if (!/^\/(_skyql|moto-api)(\/|$)/.test(request.rawPath)) return undefined;
  const route = routes[`${request.method} ${request.rawPath}`];
  return route?.(request, controls) ?? json({ message: `There is no ${request.method} ${request.rawPath}.` }, 404);
}

function reset(_: SandboxRequest, controls: Controls): SandboxResponse {
  controls.reset();
  return json({ status: 'ok' });
}

function putFaults(request: SandboxRequest, { faults }: Controls): SandboxResponse {
  try {
    // `set` checks what it is given.
    const rules = JSON.parse(new TextDecoder().decode(request.body)) as readonly FaultRule[];
    faults.set(rules);
    return json(faults.rules());
  } catch (error) {
    if (error instanceof SkyqlError) return json({ code: error.code, message: error.message, hint: error.hint }, 400);
    if (error instanceof SyntaxError)
      return json({ code: 'INVALID_FAULT_RULE', message: 'The body is not JSON.' }, 400);
    throw error;
  }
}

function json(body: unknown, status = 200): SandboxResponse {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: new TextEncoder().encode(JSON.stringify(body)),
  };
}
