import type { WantedMembers } from '../../aws/protocols/wanted-members.ts';
import type { ServiceModel, WireStructure } from '../../aws/service-model.ts';
import type { CallContext, CallScope } from '../provider.ts';

export interface OperationCall {
  /** botocore's folder name: `imagebuilder`. */
  readonly service: string;
  readonly operation: string;
  readonly input: WireStructure;
  readonly scope: CallScope;
  /** Whether it changes something, so that it must not be done twice; as its form and its name say unless given. */
  readonly changes?: boolean;
  /** What is read of the answer's rows, where the rest may be left out. */
  readonly wanted?: WantedMembers;
}

export interface OperationResult {
  readonly output: WireStructure;
  readonly requestId?: string;
  /** How long the body of the answer was. */
  readonly bytes?: number;
}

/** AWS as everything above the wire sees it: operations by name, their inputs and outputs as the models have them. */
export interface AwsApi {
  /** Throws `UNKNOWN_SERVICE` when there is no such model. */
  model(service: string): Promise<ServiceModel>;
  /**
   * Makes one call, again and again where that can help and does nothing twice. Throws a SkyqlError whose cause, where AWS answered,
   * is a ServiceFault; `OUTCOME_UNKNOWN`, with that error as its cause, of a change that may have been made.
   */
  call(call: OperationCall, context: CallContext): Promise<OperationResult>;
  /** The account of a connection's credentials; undefined where whoever issued them does not say, as of plain keys. */
  accountOf(connection: string, context: CallContext): Promise<string | undefined>;
}
