import type { OperationModel } from '../../../../aws/service-model.ts';
import type { DocumentedModel, DocumentedShape } from '../../models/documented-model.ts';

interface SmallOperation {
  readonly input?: string;
  readonly output?: string;
  readonly errors?: readonly string[];
  readonly documentation?: string;
}

/** A model of a few shapes and operations. */
export function modelOf(
  shapes: Readonly<Record<string, DocumentedShape>>,
  operations: Readonly<Record<string, SmallOperation>> = {},
  more: Partial<Pick<DocumentedModel, 'paginators' | 'metadata'>> = {},
): DocumentedModel {
  return {
    service: 'tests',
    metadata: { apiVersion: '1', endpointPrefix: 'tests', protocol: 'json', serviceId: 'Tests' },
    operations: Object.fromEntries(
      Object.entries(operations).map(
        ([name, { input, output, errors = [], documentation }]): [
          string,
          OperationModel & { documentation?: string },
        ] => [
          name,
          {
            name,
            http: { method: 'POST', requestUri: '/' },
            ...(input && { input: { shape: input } }),
            ...(output && { output: { shape: output } }),
            errors: errors.map((shape) => ({ shape })),
            ...(documentation && { documentation }),
          },
        ],
      ),
    ),
    shapes,
    paginators: {},
    ...more,
  };
}

/** A structure whose members are named with their shapes: `Name:Str Tags:TagList!` (`!` for required ones). */
export function structure(members: string): DocumentedShape {
  const parts = members.split(' ').filter((part) => part !== '');
  const entries = parts.map((part) => {
    const [name = '', shape = 'Str'] = part.replace('!', '').split(':');
    return [name, { shape }] as const;
  });
  const required = parts.filter((part) => part.endsWith('!')).map((part) => part.split(/[:!]/)[0] ?? '');
  return { type: 'structure', members: Object.fromEntries(entries), ...(required.length > 0 && { required }) };
}

export function listOf(shape: string): DocumentedShape {
  return { type: 'list', member: { shape } };
}
