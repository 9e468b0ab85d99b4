/** What calls can be counted by. */
export const limitScopes = ['account', 'region', 'service', 'operation'] as const;

export type LimitScope = (typeof limitScopes)[number];

/** How many calls may be made. Each combination of what it counts by has its own count. */
export interface LimitDefinition {
  readonly name: string;
  /** What is counted apart: of `account` and `region` each account has a count in each region; of none all calls have one. */
  readonly per: readonly LimitScope[];
  /** The services whose calls it holds for; all unless given. */
  readonly services?: readonly string[];
  /** The operations that it holds for, `*` standing for any text: `Describe*`; all unless given. */
  readonly operations?: readonly string[];
  /** Whether it holds only for calls that neither filter nor ask for a page. */
  readonly unfiltered?: boolean;
  /** How many calls may be on their way at once. */
  readonly atOnce?: number;
  /** How many calls a second, in the long run. */
  readonly perSecond?: number;
  /** How many calls may be made at once after a while without any; as many as in a second unless given, at least one. */
  readonly burst?: number;
  /** Whether answers that ask for fewer calls slow it down, and those that do not let it find its way back. */
  readonly adapts?: boolean;
  /** Where the numbers are from; set by the user unless given. */
  readonly source?: LimitSource;
}

/**
 * `documented` and `inferred` numbers are those of the provider itself: an emulator has no such limits, and is not held to
 * them. `default` ones protect whoever answers.
 */
export type LimitSource = 'documented' | 'inferred' | 'default';

/** One call, as limits see it. */
export interface LimitedCall {
  readonly provider: string;
  /** The account's id, or what stands for it while it is not known. */
  readonly account: string;
  readonly region: string;
  readonly service: string;
  readonly operation: string;
  /** Whether it neither filters nor asks for a page. */
  readonly unfiltered?: boolean;
  /** Whether something else than the provider itself answers, such as a sandbox. */
  readonly emulated?: boolean;
}

/** Whether a definition is about a call. */
export function holdsFor(definition: LimitDefinition, call: LimitedCall): boolean {
  const { services, operations, unfiltered, source } = definition;
  if (call.emulated === true && (source === 'documented' || source === 'inferred')) return false;
  if (services !== undefined && !services.includes(call.service)) return false;
  if (unfiltered === true && call.unfiltered !== true) return false;
  return operations === undefined || operations.some((pattern) => fits(pattern, call.operation));
}

function fits(pattern: string, operation: string): boolean {
  const [start = '', ...rest] = pattern.split('*');
  const end = rest.pop();
  if (end === undefined) return operation === pattern;
  if (!operation.startsWith(start) || operation.length < start.length + end.length) return false;
  let from = start.length;
  for (const part of rest) {
    const at = operation.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return operation.length - end.length >= from && operation.endsWith(end);
}
