import { meansGone } from '../../../aws/means-gone.ts';
import { isStructure } from '../../../aws/protocols/structure-values.ts';
import type { ServiceModel, WireStructure, WireValue } from '../../../aws/service-model.ts';
import type { NativeCall } from '../../../catalog/resource-description.ts';
import type { Value } from '../../../data/value.ts';
import { type ErrorScope, SkyqlError } from '../../../errors/skyql-error.ts';
import type { ReadFailure } from '../../provider.ts';
import { callError, ServiceFault } from '../call-error.ts';
import { isList, shapeOf } from './member-path.ts';

/** Members in which answers tell of what they could not say: `errors`, `failures`, `failedRequests`, `UnprocessedTraceIds`. */
const failureMember = /(?:errors?|errordetails|errorentries|errormap|failures?)$|^(?:failed|unprocessed|skipped)/i;
/** Reasons in words that say of a key that there is no such thing. */
const notThere = /\b(?:not found|(?:does not|doesn't) exist|no such)\b/i;
/** Reasons in words that say something else, whatever they say is not found. */
const refused = /denied|not authorized|permission|\bkms\b|encrypt/i;
/** Codes of what may pass: such parts can be asked for again. */
const passing =
  /internal|unavailable|service_?(?:error|failure|fault|exception)|time(?:d_?)?_?out|throttl|try_?again|too_?many_?requests/i;

/** What a batch answered of its keys beside the rows. */
export interface BatchFailures {
  readonly failures: readonly ReadFailure[];
  /** The input that asks again for those that may pass; undefined where there are none, or it is not said which. */
  readonly again?: WireStructure;
  /** What is told instead of `failures` where those are asked for again. */
  readonly lasting: readonly ReadFailure[];
}

/** Takes an answer, the input that it was made for and the keys in it. */
export type FailureReader = (
  output: WireStructure,
  input: WireStructure,
  asked: readonly Value[],
  scope: ErrorScope,
) => BatchFailures;

const none: BatchFailures = { failures: [], lasting: [] };

/**
 * What an operation's answers tell beside their rows of what could not be read: the models of 62 batch operations have members
 * for it. Where the answer itself is the row, such members are what is asked for.
 */
export function createFailureReader(model: ServiceModel, call: NativeCall): FailureReader {
  const [root = ''] = call.result.split('.');
  const operation = model.operations[call.operation];
  const output = shapeOf(model, operation?.output);
  const inputs = shapeOf(model, operation?.input)?.members ?? {};
  const columns = new Set(
    Object.values(call.columns).flatMap((path) => (path.startsWith('$.') ? [path.slice(2)] : [])),
  );
  const members = Object.entries(output?.members ?? {}).filter(([name, reference]) => {
    const type = shapeOf(model, reference)?.type;
    return name !== root && (type === 'list' || type === 'map') && failureMember.test(name) && !columns.has(name);
  });
  if (root === '' || members.length === 0) return () => none;
  /** The input's member that takes what the elements of this one are. */
  const memberOfSame = new Map(
    members.map(([name, { shape }]) => [name, Object.keys(inputs).find((own) => inputs[own]?.shape === shape)]),
  );

  return (answer, input, asked, scope) => {
    const keys = new Set(asked);
    const parts = members.flatMap(([name]) =>
      elementsOf(answer[name]).flatMap((own) => failureOf(own, name, keys, scope)),
    );
    const again = new Map<string, WireValue[]>();
    const take = (member: string, value: WireValue) => again.set(member, [...(again.get(member) ?? []), value]);
    const isTaken = ({ failure, member, element }: FailedPart): boolean => {
      if (!failure.error.retryable) return false;
      const same = memberOfSame.get(member);
      const list = Object.keys(input).find(
        (own) => isList(input[own]) && input[own].includes(failure.key as WireValue),
      );
      if (same !== undefined && isList(input[same])) take(same, element);
      else if (failure.key !== undefined && list !== undefined) take(list, failure.key as WireValue);
      else return false;
      return true;
    };
    const lasting = parts.filter((part) => !isTaken(part)).map(({ failure }) => failure);
    return {
      failures: parts.map(({ failure }) => failure),
      lasting,
      ...(again.size > 0 && { again: { ...input, ...Object.fromEntries(again) } }),
    };
  };
}

/** What the answer says of one key. */
interface FailedPart {
  readonly failure: ReadFailure;
  readonly member: string;
  readonly element: WireValue;
}

interface FailureElement {
  /** Of a map, whose entry it is. */
  readonly name?: string;
  readonly value: WireValue;
}

function elementsOf(value: WireValue | undefined): readonly FailureElement[] {
  if (isList(value)) return value.map((own) => ({ value: own }));
  if (!isStructure(value)) return [];
  return Object.entries(value).flatMap(([name, own]) => (own === undefined ? [] : [{ name, value: own }]));
}

function failureOf(
  { name: entry, value: element }: FailureElement,
  member: string,
  asked: ReadonlySet<Value>,
  scope: ErrorScope,
): readonly FailedPart[] {
  const texts = textsIn(element);
  const key = [entry, ...texts.map(([, text]) => text)].find((text) => text !== undefined && asked.has(text));
  const named = (pattern: RegExp) => texts.find(([name, text]) => pattern.test(name) && text !== key)?.[1];
  const code =
    named(/code$|^(?:error|exception|failure)?_?type$|^(?:error|exception)_?name$/i) ??
    named(/^(?:error|reason|completionStatus)$/i);
  const reason = named(/(?:message|reason|detail|result)s?$/i);
  if (isGone(code, reason)) return [];
  const mayPass = isStructure(element) && element.retryable === true;
  const failure = {
    ...(key !== undefined && { key }),
    error: failureError({ code, reason, key, member, mayPass }, scope),
  };
  return [{ failure, member, element }];
}

/** What is not there is no failure. What a code says counts; words do where there is none. */
function isGone(code: string | undefined, reason: string | undefined): boolean {
  if (code !== undefined && !/\s/.test(code)) return meansGone(code);
  const words = code ?? reason;
  return words !== undefined && notThere.test(words) && !refused.test(words);
}

/** The texts of a structure and of the error in it, by their names. */
function textsIn(element: WireValue): readonly (readonly [string, string])[] {
  if (typeof element === 'string') return [['', element]];
  if (!isStructure(element)) return [];
  return Object.entries(element).flatMap(([name, value]) => {
    if (typeof value === 'string') return [[name, value] as const];
    return /error|identifier|^id$/i.test(name) && isStructure(value) ? textsIn(value) : [];
  });
}

interface Told {
  readonly code: string | undefined;
  readonly reason: string | undefined;
  readonly key: string | undefined;
  readonly member: string;
  /** The answer says that it can be asked for again. */
  readonly mayPass: boolean;
}

function failureError({ code, reason, key, member, mayPass }: Told, scope: ErrorScope): SkyqlError {
  const of = key === undefined ? '' : ` of ${key}`;
  if (code === undefined && reason === undefined) {
    return new SkyqlError(
      'UNPROCESSED',
      `${scope.service}:${scope.operation} left out a part of its answer${of}: ${member}.`,
      {
        hint: 'Run the statement again, or ask for fewer at once.',
        scope,
        retryable: true,
      },
    );
  }
  const status = mayPass || passing.test(code ?? '') ? 500 : 200;
  const fault = new ServiceFault(code ?? member, `${reason ?? code}${of}`, status);
  return callError(fault, { scope, action: `${scope.service}:${scope.operation}` });
}
