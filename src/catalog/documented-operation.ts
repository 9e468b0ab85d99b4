import type { ServiceModel } from '../aws/service-model.ts';
import type { DocumentedShape } from './documented-shape.ts';
import { modelShape } from './model-shape.ts';
import type { DocumentationFile } from './service-file.ts';

/** An operation of a service's own API, as AWS documents it. */
export interface DocumentedOperation {
  /** `GetImage`. */
  readonly name: string;
  /** Plain text, a line a paragraph. */
  readonly description: string;
  /** AWS's page about it, where the service has one. */
  readonly link?: string;
  readonly input?: DocumentedShape;
  readonly output?: DocumentedShape;
  /** Whether it is allowed by the token of a sign-in, which skyql does not send: nothing can call it here. */
  readonly takesSignIn?: true;
  /** The names of the errors that it declares. */
  readonly errors: readonly string[];
}

/** The operation of that name; undefined where the model has none. */
export function documentedOperation(
  model: ServiceModel,
  documentation: DocumentationFile,
  name: string,
): DocumentedOperation | undefined {
  const operation = model.operations[name];
  if (operation === undefined) return undefined;
  const { input, output, errors = [] } = operation;
  const link = linkTo(model, name);
  return {
    name,
    description: documentation.operations[name] ?? '',
    ...(link !== undefined && { link }),
    ...(input && { input: modelShape(model, documentation, input.shape) }),
    ...(output && { output: modelShape(model, documentation, output.shape) }),
    ...(model.metadata.signatureVersion === 'bearer' && { takesSignIn: true }),
    errors: errors.map(({ shape }) => shape),
  };
}

/** The address that AWS's SDKs print; it leads on to the API reference. */
function linkTo({ metadata: { uid } }: ServiceModel, operation: string): string | undefined {
  return uid === undefined ? undefined : `https://docs.aws.amazon.com/goto/WebAPI/${uid}/${operation}`;
}
