import type { HttpRequest } from '../../../aws/protocols/protocol.ts';
import type { ServiceModel, WireStructure } from '../../../aws/service-model.ts';

/** What a service wants of its clients that its model does not say: AWS's own clients do the same by hand. */
export interface Customization {
  readonly input?: (model: ServiceModel, operationName: string, input: WireStructure) => WireStructure;
  readonly request?: (model: ServiceModel, operationName: string, request: HttpRequest) => HttpRequest;
  /** `input` is what was sent. */
  readonly output?: (operationName: string, output: WireStructure, input: WireStructure) => WireStructure;
}
