import type { OperationModel, ServiceModel, ShapeReference } from '../service-model.ts';
import { isBoundToBody } from './http-bindings.ts';
import { isFormProtocol } from './is-form-protocol.ts';
import { membersOf, operationOf, shapeOf } from './shape-of.ts';

/** What an operation's answers have in their bodies. */
export interface AnswerBody {
  /** Members of a structure, bytes of any kind, or what is not looked at: text, documents, nothing. */
  readonly kind: 'members' | 'bytes' | 'other';
  /** The structure whose members they are. */
  readonly structure?: ShapeReference;
  /** The member of the output that is the whole body. */
  readonly payload?: string;
  /** Whether an answer without a body is none. */
  readonly isRequired: boolean;
}

/** Found once for an operation: each answer to it asks. */
const bodies = new WeakMap<OperationModel, AnswerBody>();

export function answerBodyOf(model: ServiceModel, operationName: string): AnswerBody {
  const operation = operationOf(model, operationName);
  const known = bodies.get(operation);
  if (known !== undefined) return known;
  const found = bodyOf(model, operation);
  bodies.set(operation, found);
  return found;
}

function bodyOf(model: ServiceModel, { output, http }: OperationModel): AnswerBody {
  // These answer with a document even where there is nothing to tell.
  const isDocument = isFormProtocol(model.metadata.protocol);
  if (output === undefined) return { kind: 'other', isRequired: isDocument };
  const shape = shapeOf(model, output);
  const mayBeEmpty = !isDocument && (http.method === 'HEAD' || http.responseCode === 204);
  const payload = output.payload ?? shape.payload;
  const reference = payload === undefined ? undefined : shape.members?.[payload];
  if (payload !== undefined && reference !== undefined) {
    const { type, document, members = {} } = shapeOf(model, reference);
    if (type === 'blob') return { kind: 'bytes', isRequired: false };
    if (type !== 'structure' || document === true) return { kind: 'other', isRequired: false };
    const isRequired = !mayBeEmpty && Object.keys(members).length > 0;
    return { kind: 'members', structure: reference, payload, isRequired };
  }
  const hasMembers = membersOf(shape).some(([, member]) => isBoundToBody(member));
  if (!hasMembers) return { kind: 'other', isRequired: isDocument };
  return { kind: 'members', structure: output, isRequired: !mayBeEmpty };
}
