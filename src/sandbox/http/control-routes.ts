import { durationOf } from '../../data/duration.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { SandboxClock } from '../state/create-clock.ts';
import { readSnapshot, type Snapshot, writeSnapshot } from '../state/snapshot.ts';
import type { FaultRule } from './fault-rule.ts';
import type { Faults } from './faults.ts';
import type { RequestLog } from './request-log.ts';
import type { SandboxRequest, SandboxResponse } from './sandbox-request.ts';

/** What the sandbox can answer, for clients that can do without the rest. */
export interface Coverage {
  readonly operations: Readonly<Record<string, readonly string[]>>;
  /** The CloudFormation types that Cloud Control and a service's own API share. */
  readonly types: readonly string[];
}

/** What the control routes act on. */
export interface Controls {
  readonly version: string;
  readonly services: readonly string[];
  readonly coverage: Coverage;
  readonly clock: SandboxClock;
  readonly log: RequestLog;
  readonly faults: Faults;
  reset(): Promise<void>;
  snapshot(): Promise<Snapshot>;
  replace(snapshot: Snapshot): Promise<void>;
}

type ControlRoute = (request: SandboxRequest, controls: Controls) => SandboxResponse | Promise<SandboxResponse>;

/** The route whose bodies are as large as the state is. */
export const statePath = '/_skyql/state';

const routes: Readonly<Record<string, ControlRoute>> = {
  'GET /_skyql/health': (_, { version, services, clock }) =>
    json({ status: 'ok', version, services, clock: clock.mode }),
  'GET /_skyql/clock': (_, { clock }) => json(timeOf(clock)),
  'POST /_skyql/clock': moveClock,
  'GET /_skyql/coverage': (_, { coverage }) => json(coverage),
  'POST /_skyql/reset': reset,
  // What moto's users call between their tests.
  'POST /moto-api/reset': reset,
  'GET /_skyql/requests': (_, { log }) => json(log.list()),
  'POST /_skyql/requests': (request, { log }) => {
    if (new URLSearchParams(request.rawQuery).get('reset') !== '1') {
      return refusal(400, 'INVALID_REQUEST', 'Give reset=1, which empties the list.');
    }
    log.clear();
    return json([]);
  },
  'GET /_skyql/faults': (_, { faults }) => json(faults.rules()),
  'PUT /_skyql/faults': putFaults,
  'POST /_skyql/faults': putFaults,
  'DELETE /_skyql/faults': (_, { faults }) => {
    faults.clear();
    return json([]);
  },
  [`GET ${statePath}`]: async (_, controls) => ({
    status: 200,
    headers: { 'content-type': 'application/jsonl' },
    body: new Uint8Array(),
    chunks: writeSnapshot(await controls.snapshot()),
  }),
  [`POST ${statePath}`]: async (request, controls) => {
    const snapshot = await readSnapshot(request.upload?.content ?? [request.body]);
    await controls.replace(snapshot);
    return json({ status: 'ok', records: snapshot.records.length });
  },
};

export interface ControlAnswer {
  readonly response: SandboxResponse;
  /** What went wrong in the sandbox itself. */
  readonly defect?: unknown;
}

/** The answer of the sandbox's own routes, which no AWS service has; undefined for every other path. Never rejects. */
export function controlAnswer(request: SandboxRequest, controls: Controls): Promise<ControlAnswer> | undefined {
  return isOwnPath(request.rawPath) ? answered(request, controls) : undefined;
}

/** Whether a path is one of the sandbox's own. */
export function isOwnPath(path: string): boolean {
  return /^\/(_skyql|moto-api)(\/|$)/.test(path);
}

async function answered(request: SandboxRequest, controls: Controls): Promise<ControlAnswer> {
  const name = `${request.method} ${request.rawPath}`;
  const route = Object.hasOwn(routes, name) ? routes[name] : undefined;
  if (route === undefined) return { response: refusal(404, 'NO_SUCH_ROUTE', `There is no ${name}.`) };
  if (request.bodyTooLarge) return { response: refusal(413, 'BODY_TOO_LARGE', 'The body is too large.') };
  try {
    return { response: await route(request, controls) };
  } catch (error) {
    if (error instanceof SkyqlError) return { response: refusal(400, error.code, error.message, error.hint) };
    return { response: refusal(500, 'INTERNAL_FAILURE', 'The sandbox could not do that.'), defect: error };
  }
}

async function reset(_: SandboxRequest, controls: Controls): Promise<SandboxResponse> {
  await controls.reset();
  return json({ status: 'ok' });
}

/** The sandbox's time can be set ahead, never back: what has been seen to be over stays over. */
function moveClock(request: SandboxRequest, { clock }: Controls): SandboxResponse {
  const { ahead } = Object(parsed(request.body)) as { readonly ahead?: unknown };
  const milliseconds = typeof ahead === 'string' ? durationOf(ahead) : undefined;
  if (milliseconds === undefined) {
    return refusal(400, 'INVALID_REQUEST', 'Say how far, as {"ahead": "90m"}: ms, s, m, h or d behind a number.');
  }
  clock.moveTo(clock.now() + milliseconds);
  return json(timeOf(clock));
}

function timeOf(clock: SandboxClock) {
  return { mode: clock.mode, now: new Date(clock.now()).toISOString() };
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

function putFaults(request: SandboxRequest, { faults }: Controls): SandboxResponse {
  try {
    // `set` checks what it is given.
    faults.set(JSON.parse(new TextDecoder().decode(request.body)) as readonly FaultRule[]);
    return json(faults.rules());
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refusal(400, 'INVALID_FAULT_RULE', 'The body is not JSON.');
  }
}

function refusal(status: number, code: string, message: string, hint?: string): SandboxResponse {
  return json({ code, message, hint }, status);
}

function json(body: unknown, status = 200): SandboxResponse {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: new TextEncoder().encode(JSON.stringify(body)),
  };
}
