import type { WireStructure } from '../../../../aws/service-model.ts';
import { present } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { failingStep, readPhases } from '../components/documents.ts';
import { components } from '../tables.ts';
import { executionsOf } from '../workflows/workflow-execution-record.ts';
import type { ImageBuild } from './image-record.ts';

/** Where a build failed: the step of a workflow that brought it down, the component that it ran, or the distribution. */
export function failureContextOf(image: ImageBuild, context: RequestContext): WireStructure | undefined {
  const { failedStepId, regionFailure, state } = image.end ?? {};
  if (state?.status !== 'FAILED') return undefined;
  if (regionFailure !== undefined)
    return {
      imageStatus: 'DISTRIBUTING',
      distributionFailure: {
        errorMessage: state.reason ?? regionFailure.errorMessage,
        regionFailures: [regionFailure],
      },
    };
  for (const { id, workflowArn, type, steps } of executionsOf(context, image.arn)) {
    const step = steps.find((each) => each.id === failedStepId);
    if (step)
      return present({
        imageStatus: type === 'BUILD' ? 'BUILDING' : type === 'TEST' ? 'TESTING' : 'DISTRIBUTING',
        workflowExecutionId: id,
        workflowArn,
        stepExecutionId: failedStepId,
        failedStep: step.name,
        componentFailure:
          step.action === 'ExecuteComponents'
            ? componentFailure(image.componentFailures?.[type], type, context)
            : undefined,
      });
  }
  return undefined;
}

/** By what its build says of it, and by its document, where that is still there. */
function componentFailure(
  message: string | undefined,
  type: string,
  context: RequestContext,
): WireStructure | undefined {
  const [, arn = ''] = /Document (\S+) failed!/.exec(message ?? '') ?? [];
  if (message === undefined || arn === '') return undefined;
  const { data } = components(context).get(arn) ?? {};
  const phase = readPhases(data ?? '')
    .filter(({ name }) => (name === 'test') === (type === 'TEST'))
    .find((each) => failingStep([each]) !== undefined);
  const step = phase && failingStep([phase]);
  return present({
    componentArn: arn,
    phaseName: phase?.name,
    stepName: step?.name,
    action: step?.action,
    errorMessage: message,
  });
}
