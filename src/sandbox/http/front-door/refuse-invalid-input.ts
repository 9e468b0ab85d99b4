import type { ServiceModel, WireStructure } from '../../../aws/service-model.ts';
import { validateInput } from '../../../aws/validate-input.ts';
import type { FrontDoorFaults } from '../../dialect.ts';

/** Refuses what the model does not allow, in the service's words, before any operation sees it. */
export function refuseInvalidInput(
  { invalidInput }: Pick<FrontDoorFaults, 'invalidInput'>,
  model: ServiceModel,
  operation: string,
  input: WireStructure,
): void {
  const [first, ...rest] = validateInput(model, operation, input);
  const fault = first && invalidInput([first, ...rest]);
  if (fault !== undefined) throw fault;
}
