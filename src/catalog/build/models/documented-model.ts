import type { OperationModel, Paginator, ServiceMetadata, Shape, ShapeReference } from '../../../aws/service-model.ts';

interface Documented {
  /** HTML. */
  readonly documentation?: string;
}
export type DocumentedReference = ShapeReference & Documented;
export interface DocumentedShape extends Omit<Shape, 'members' | 'member' | 'key' | 'value'>, Documented {
  readonly members?: Readonly<Record<string, DocumentedReference>>;
  readonly member?: DocumentedReference;
  readonly key?: DocumentedReference;
  readonly value?: DocumentedReference;
}

/** A service as botocore's `service-2.json` has it, with its documentation and paginators. */
export interface DocumentedModel extends Documented {
  readonly service: string;
  readonly metadata: ServiceMetadata & { readonly serviceFullName?: string };
  readonly operations: Readonly<Record<string, OperationModel & Documented>>;
  readonly shapes: Readonly<Record<string, DocumentedShape>>;
  readonly paginators: Readonly<Record<string, Paginator>>;
}
