import { answerRequest } from './http/answer-request.ts';
import { answerControlRoute } from './http/control-routes.ts';
import { createFaults, type Faults } from './http/faults.ts';
import { createRequestLog, type LoggedRequest, type RequestLog } from './http/request-log.ts';
import type { SandboxRequest, SandboxResponse } from './http/sandbox-request.ts';
import type { Clock, ClockMode, SandboxService, SandboxState } from './service.ts';
import { resourceSchemaOf } from './services/cloudcontrol/resource-schema-of.ts';
import { createServices } from './services/index.ts';
import { createClock } from './state/create-clock.ts';
import { createState } from './state/create-state.ts';

export interface SandboxOptions {
  /** All that the sandbox has unless given. */
  readonly services?: readonly SandboxService[];
  /** How time passes for builds and requests; `real` unless given. */
  readonly clock?: ClockMode;
  /** `verify`, the default, checks signatures as AWS does (the secret of every key is `test`); `off` takes every request. */
  readonly auth?: 'verify' | 'off';
  /** Decides identifiers and faults. */
  readonly seed?: number;
  /** What the health route tells. */
  readonly version?: string;
  /** Fills the empty state, when the sandbox is made and after each reset. */
  readonly populate?: (state: SandboxState, clock: Clock) => void;
  /** Told of a defect in the sandbox; the client sees InternalFailure only. */
  readonly onError?: (error: unknown, request: LoggedRequest) => void;
}

/** A local endpoint that speaks as AWS does. */
export interface Sandbox {
  /** Answers one HTTP request. Never rejects: what goes wrong is an answer too. */
  handle(request: SandboxRequest): Promise<SandboxResponse>;
  readonly state: SandboxState;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly requests: RequestLog;
  /** Back to how it was made: state, faults and the list of requests. */
  reset(): void;
}

/**
 * Makes a sandbox that lives in this process; see `startSandbox` for one on a port.
 *
 * @example
 * const sandbox = createSandbox({ clock: 'instant' });
 * sandbox.faults.set([{ service: 'ec2', throttlePerSecond: 5 }]);
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const { clock: mode = 'real', auth = 'verify', seed = 1, version = 'unknown', populate, onError } = options;
  const services = options.services ?? createServices(resourceSchemaOf);
  const state = createState(seed);
  const clock = createClock(mode);
  const faults = createFaults(seed);
  const log = createRequestLog();
  const reset = () => {
    state.reset();
    faults.clear();
    log.clear();
    populate?.(state, clock);
  };
  populate?.(state, clock);
  const controls = { version, services: services.map(({ service }) => service), clock, log, faults, reset };
  const desk = { services, state, clock, faults, auth };
  return {
    state,
    clock,
    faults,
    requests: log,
    reset,
    async handle(request) {
      const controlled = answerControlRoute(request, controls);
      if (controlled !== undefined) return controlled;
      const began = performance.now();
      const time = new Date().toISOString();
      const { response, target, defect } = await answerRequest(request, desk);
      const milliseconds = Math.round((performance.now() - began) * 10) / 10;
      const logged: LoggedRequest = { time, ...target, status: response.cut ? 0 : response.status, milliseconds };
      log.add(logged);
      if (defect !== undefined) onError?.(defect, logged);
      return response;
    },
  };
}
