import { isObject } from '../../data/is-object.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';

/** A fault that the sandbox shows on purpose. Members that select requests and are absent let every request through. */
export interface FaultRule {
  /** The service whose calls it strikes, by the name of AWS's model; any unless given. */
  readonly service?: string;
  /** The operation: `DescribeImages`; any unless given. */
  readonly operation?: string;
  /** The region; any unless given. */
  readonly region?: string;
  /** The account by its id; any unless given. */
  readonly account?: string;
  /** Every matching answer comes this much later. */
  readonly latencyMilliseconds?: number;
  /** What to answer instead of the result; `status` is 400 unless given. */
  readonly error?: { readonly code: string; readonly status?: number; readonly message?: string };
  /** How often the rule strikes: 0 (never) to 1 (always, the default), drawn from the sandbox's seed. */
  readonly rate?: number;
  /** Requests beyond this many a second are throttled, as AWS does by a bucket of tokens: each account and region by itself. */
  readonly throttlePerSecond?: number;
  /** Cuts the connection without an answer. */
  readonly cut?: boolean;
  /** How many times the rule strikes before it is spent. */
  readonly times?: number;
}

const members: ReadonlySet<string> = new Set([
  'service',
  'operation',
  'region',
  'account',
  'latencyMilliseconds',
  'error',
  'rate',
  'throttlePerSecond',
  'cut',
  'times',
]);

const numbers: Readonly<Record<string, (value: number) => boolean>> = {
  latencyMilliseconds: (value) => value >= 0 && value <= 600_000,
  rate: (value) => value >= 0 && value <= 1,
  throttlePerSecond: (value) => value >= 0,
  times: (value) => Number.isInteger(value) && value >= 0,
};

/** Reads fault rules: an array or a single rule. Throws `INVALID_FAULT_RULE`, which names the member that is wrong. */
export function parseFaultRules(given: unknown): readonly FaultRule[] {
  return (Array.isArray(given) ? given : [given]).map(parseFaultRule);
}

function parseFaultRule(given: unknown, index: number): FaultRule {
  if (!isObject(given)) throw invalid(`rule ${index + 1} is not an object`);
  const { latencyMilliseconds, error, throttlePerSecond, cut } = given;
  const unknown = Object.keys(given).find((member) => !members.has(member));
  if (unknown !== undefined) throw invalid(`rule ${index + 1} has an unknown member '${unknown}'`);
  if (cut !== undefined && typeof cut !== 'boolean') throw invalid(`'cut' in rule ${index + 1} is not true or false`);
  if (latencyMilliseconds === undefined && error === undefined && throttlePerSecond === undefined && cut !== true) {
    throw invalid(`rule ${index + 1} does nothing: give 'latencyMilliseconds', 'error', 'throttlePerSecond' or 'cut'`);
  }
  return Object.freeze({
    ...present({
      service: text(given, 'service', index),
      operation: text(given, 'operation', index),
      region: text(given, 'region', index),
      account: text(given, 'account', index),
      latencyMilliseconds: number(given, 'latencyMilliseconds', index),
      error: parseError(error, index),
      rate: number(given, 'rate', index),
      throttlePerSecond: number(given, 'throttlePerSecond', index),
      cut,
      times: number(given, 'times', index),
    }),
  });
}

function parseError(given: unknown, index: number): FaultRule['error'] {
  if (given === undefined) return undefined;
  if (!isObject(given)) throw invalid(`'error' in rule ${index + 1} is not an object`);
  const { code, status, message } = given;
  if (typeof code !== 'string' || !/^[A-Za-z][\w.]{0,127}$/.test(code)) {
    throw invalid(`'error.code' in rule ${index + 1} is not the name of an error`);
  }
  if (
    status !== undefined &&
    !(typeof status === 'number' && Number.isInteger(status) && status >= 400 && status <= 599)
  ) {
    throw invalid(`'error.status' in rule ${index + 1} is not an HTTP status from 400 to 599`);
  }
  if (message !== undefined && typeof message !== 'string') {
    throw invalid(`'error.message' in rule ${index + 1} is not text`);
  }
  return present({ code, status, message });
}

function text(given: Readonly<Record<string, unknown>>, member: string, index: number): string | undefined {
  const value = given[member];
  if (value === undefined || typeof value === 'string') return value;
  throw invalid(`'${member}' in rule ${index + 1} is not text`);
}

function number(given: Readonly<Record<string, unknown>>, member: string, index: number): number | undefined {
  const value = given[member];
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isFinite(value) && numbers[member]?.(value) === true) return value;
  throw invalid(`'${member}' in rule ${index + 1} is not a number within its bounds`);
}

function present<Members extends object>(given: Members): Members {
  for (const [name, value] of Object.entries(given)) if (value === undefined) Reflect.deleteProperty(given, name);
  return given;
}

function invalid(reason: string): SkyqlError {
  return new SkyqlError('INVALID_FAULT_RULE', `Not a fault rule: ${reason}.`, {
    hint: 'A rule looks like {"operation": "DescribeImages", "error": {"code": "RequestLimitExceeded", "status": 503}, "rate": 0.1}.',
  });
}
