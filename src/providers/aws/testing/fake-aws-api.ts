import type { ServiceModel, WireStructure } from '../../../aws/service-model.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import type { AwsApi, OperationCall } from '../aws-api.ts';
import { ServiceFault } from '../call-error.ts';

export interface FakeAwsApi extends AwsApi {
  /** What was called, in order. */
  readonly calls: readonly { readonly operation: string; readonly input: WireStructure; readonly region: string }[];
}

/** AWS as a function, for tests. */
export function fakeAwsApi(
  models: readonly ServiceModel[],
  answer: (call: OperationCall) => WireStructure | Promise<WireStructure>,
): FakeAwsApi {
  const calls: { operation: string; input: WireStructure; region: string }[] = [];
  return {
    calls,
    async model(service) {
      const model = models.find((candidate) => candidate.service === service);
      if (!model) throw new Error(`No model of ${service} in this test`);
      return model;
    },
    async accountOf() {
      return undefined;
    },
    async call(call, context) {
      if (context.signal?.aborted) throw new SkyqlError('INTERRUPTED', 'The statement was stopped.');
      calls.push({ operation: call.operation, input: call.input, region: call.scope.region });
      return { output: await answer(call) };
    },
  };
}

/** The error of a call that AWS refused. */
export function fault(code: string, message: string, skyqlCode = 'AWS_ERROR'): SkyqlError {
  return new SkyqlError(skyqlCode, message, { cause: new ServiceFault(code, message, 400) });
}
