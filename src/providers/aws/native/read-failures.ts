import { isStructure } from '../../../aws/protocols/structure-values.ts';
import type { ServiceModel, WireStructure, WireValue } from '../../../aws/service-model.ts';
import type { NativeCall } from '../../../catalog/resource-description.ts';
import type { Value } from '../../../data/value.ts';
import { type ErrorScope, SkyqlError } from '../../../errors/skyql-error.ts';
import type { ReadFailure } from '../../provider.ts';
import { callError, ServiceFault } from '../call-error.ts';
import { isList, shapeOf } from './member-path.ts';

/** Members in which answers tell of what they could not say: `errors`, `failures`, `failedRequests`, `UnprocessedTraceIds`. */
const failureMember = /(?:errors?|errordetails|failures?)$|^(?:failed|unprocessed)/i;
/** Codes and reasons that say of a key that there is no such thing, which is no failure. */
const notThere = /not_?found|does_?not_?exist|no_?such|^missing$/i;

/** Takes an answer and the keys that it was asked for. */
export type FailureReader = (
  output: WireStructure,
  asked: readonly Value[],
  scope: ErrorScope,
) => readonly ReadFailure[];

/**
 * What an operation's answers tell beside their rows of what could not be read: the models of 62 batch operations have members
 * for it. Where the answer itself is the row, such members are what is asked for.
 */
export function createFailureReader(model: ServiceModel, call: NativeCall): FailureReader {
  const [root = ''] = call.result.split('.');
  const output = shapeOf(model, model.operations[call.operation]?.output);
  const columns = new Set(
    Object.values(call.columns).flatMap((path) => (path.startsWith('$.') ? [path.slice(2)] : [])),
  );
  const members = Object.keys(output?.members ?? {}).filter((name) => {
    const type = shapeOf(model, output?.members?.[name])?.type;
    return name !== root && (type === 'list' || type === 'map') && failureMember.test(name) && !columns.has(name);
  });
  if (root === '' || members.length === 0) return () => [];
  return (answer, asked, scope) => {
    const keys = new Set(asked);
    return members.flatMap((name) =>
      elementsOf(answer[name]).flatMap((element) => failureOf(element, name, keys, scope)),
    );
  };
}

function elementsOf(value: WireValue | undefined): readonly WireValue[] {
  if (isList(value)) return value;
  return isStructure(value) ? Object.values(value).flatMap((own) => (own === undefined ? [] : [own])) : [];
}

function failureOf(
  element: WireValue,
  member: string,
  asked: ReadonlySet<Value>,
  scope: ErrorScope,
): readonly ReadFailure[] {
  const texts = textsIn(element);
  const key = texts.map(([, text]) => text).find((text) => asked.has(text));
  const named = (pattern: RegExp) => texts.find(([name, text]) => pattern.test(name) && text !== key)?.[1];
  const code = named(/(?:code|type)$/i) ?? named(/^(?:error|reason)$/i);
  const reason = named(/(?:message|reason|detail)s?$/i);
  if ([code, reason].some((text) => text !== undefined && notThere.test(text))) return [];
  return [{ ...(key !== undefined && { key }), error: failureError(code, reason, key, member, scope) }];
}

function textsIn(element: WireValue): readonly (readonly [string, string])[] {
  if (typeof element === 'string') return [['', element]];
  if (!isStructure(element)) return [];
  return Object.entries(element).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
}

function failureError(
  code: string | undefined,
  reason: string | undefined,
  key: string | undefined,
  member: string,
  scope: ErrorScope,
): SkyqlError {
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
  const fault = new ServiceFault(code ?? member, `${reason ?? code}${of}`, 200);
  return callError(fault, { scope, action: `${scope.service}:${scope.operation}` });
}
