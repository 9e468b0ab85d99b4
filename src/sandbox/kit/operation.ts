import type { WireStructure } from '../../aws/service-model.ts';
import type { RequestContext } from '../service.ts';

/** An operation that answers at once, as those do that wait for nothing outside of the sandbox's state. */
export type Operation = (input: WireStructure, context: RequestContext) => WireStructure;
