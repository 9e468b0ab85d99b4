import { answerRequest } from './http/answer-request.ts';
import type { SandboxParts } from './http/exchange.ts';
import { createFaults, type Faults } from './http/faults.ts';
import { createRequestLog, type LoggedRequest, type RequestLog } from './http/request-log.ts';
import type { SandboxRequest, SandboxResponse } from './http/sandbox-request.ts';
import type { RequestHead, UploadReceiver } from './http/upload.ts';
import type { ClockMode, SandboxService } from './service.ts';
import { allServices } from './services/all-services.ts';
import type { ListedKey } from './state/access-keys.ts';
import { createClock, type SandboxClock } from './state/create-clock.ts';
import { createState, type WholeState } from './state/create-state.ts';
import { keepState } from './state/keep-state.ts';
import { migrateSnapshot } from './state/migrate-snapshot.ts';
import type { Snapshot } from './state/snapshot.ts';
import type { StateStore } from './state/state-store.ts';
import { tableVersionsOf } from './state/table-versions.ts';
import { createTurns } from './state/turns.ts';

export interface SandboxOptions {
  /** All that the sandbox has unless given. */
  readonly services?: readonly SandboxService[];
  /** How time passes for builds and requests; `real` unless given. */
  readonly clock?: ClockMode;
  /** `verify`, the default, checks signatures as AWS does (the secret of every key is `test`); `off` takes every request. */
  readonly auth?: 'verify' | 'off';
  /** Access keys that have accounts and secrets of their own. */
  readonly credentials?: readonly ListedKey[];
  /**
   * Names under which clients reach it: `sandbox.example.com`, and what is below it. Addresses, names without a dot,
   * `localhost` and AWS's own names need not be listed; any other name is refused, as a web page could have chosen it.
   */
  readonly hosts?: readonly string[];
  /** Decides identifiers and faults. */
  readonly seed?: number;
  /** What the health route tells. */
  readonly version?: string;
  /** Fills the empty state, when the sandbox is made and after each reset. */
  readonly populate?: Populate;
  /** Keeps the state. One that holds a state already is not populated. */
  readonly store?: StateStore;
  /** Told of a defect in the sandbox; the client sees InternalFailure only. */
  readonly onError?: (error: unknown, request: LoggedRequest) => void;
}

export type Populate = (
  state: WholeState,
  clock: SandboxClock,
  services: readonly SandboxService[],
) => void | Promise<void>;

/** A local endpoint that speaks as AWS does. */
export interface Sandbox {
  /** Answers one HTTP request. Never rejects: what goes wrong is an answer too. */
  handle(request: SandboxRequest): Promise<SandboxResponse>;
  /** What takes in the body of a request as it comes, whose `upload` it is then; undefined where it is read whole. */
  receive(head: RequestHead): UploadReceiver | undefined;
  readonly state: WholeState;
  readonly clock: SandboxClock;
  readonly faults: Faults;
  readonly requests: RequestLog;
  /** Whether its store held a state already. */
  readonly isRestored: boolean;
  /** Resolves when the state is populated; rejects with what `populate` throws. Requests wait for it. */
  readonly ready: Promise<void>;
  /** Back to how it was made: state, faults and the list of requests. */
  reset(): Promise<void>;
  /** Ends when what was answered is kept. */
  close(): Promise<void>;
}

/**
 * Makes a sandbox that lives in this process; see `startSandbox` for one on a port.
 *
 * Throws `STORE_DAMAGED`.
 *
 * @example
 * const sandbox = createSandbox({ clock: 'instant' });
 * sandbox.faults.set([{ service: 'ec2', throttlePerSecond: 5 }]);
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const {
    clock: mode = 'real',
    auth = 'verify',
    seed = 1,
    version = 'unknown',
    credentials = [],
    hosts = [],
  } = options;
  const services = options.services ?? allServices();
  const versions = tableVersionsOf(services);
  const clock = createClock(mode);
  const kept = options.store && keepState(seed, options.store, clock);
  const state = kept ?? createState(seed);
  const faults = createFaults(seed, services);
  const log = createRequestLog();
  // What a seed that fails has made of an empty store is not kept: the next start finds it empty again.
  let isPopulated = kept?.isRestored === true;
  const inTurn = createTurns(() => (isPopulated ? kept?.keep() : undefined));
  const populate = async () => options.populate?.(state, clock, services);
  const ready = isPopulated
    ? Promise.resolve()
    : inTurn(async () => {
        await populate();
        isPopulated = true;
      });
  // Whoever waits for it hears of it; whoever does not is not ended by it.
  ready.catch(() => undefined);
  const reset = () => {
    faults.clear();
    log.clear();
    return inTurn(async () => {
      state.reset();
      try {
        await populate();
      } catch (error) {
        state.reset();
        throw error;
      } finally {
        // Clearing goes through what is there: nobody else may write meanwhile.
        await kept?.keep();
      }
    });
  };
  const controls = {
    version,
    services: services.map(({ service }) => service),
    coverage: {
      operations: Object.fromEntries(services.map(({ service, operations }) => [service, Object.keys(operations)])),
      types: services.flatMap(({ resourceTypes }) => Object.keys(resourceTypes ?? {})),
    },
    clock,
    log,
    faults,
    reset,
    snapshot: () =>
      inTurn((): Snapshot => {
        const records = [...state.records()];
        const names = new Set(records.map(({ table }) => table));
        const ofTables = Object.fromEntries([...names].map((name) => [name, versions.of(name)]));
        return { records, position: state.position(), time: clock.now(), versions: ofTables };
      }),
    replace: (snapshot: Snapshot) =>
      inTurn(async () => {
        const { records, position, time } = migrateSnapshot(snapshot, versions);
        state.replace(records, position);
        clock.moveTo(time);
        await kept?.keep();
      }),
  };
  const parts: SandboxParts = {
    services,
    state,
    clock,
    faults,
    log,
    auth,
    credentials,
    hosts,
    controls,
    inTurn,
    onError: options.onError,
  };
  return {
    state,
    clock,
    faults,
    requests: log,
    isRestored: kept?.isRestored === true,
    ready,
    reset,
    handle: (request) => answerRequest(request, parts),
    receive(head) {
      for (const { dialect } of services) {
        const receiver = dialect?.receive?.(head);
        if (receiver !== undefined) return receiver;
      }
      return undefined;
    },
    async close() {
      await inTurn(() => undefined);
      await options.store?.close();
    },
  };
}
