import type { SandboxService } from '../service.ts';
import { serviceSteps } from './request-steps.ts';
import type { Step } from './step.ts';

const known = new WeakMap<SandboxService, readonly Step[]>();

/** The steps of a request to a service: those of all services with its own among them. */
export function stepsOfService(service: SandboxService): readonly Step[] {
  const made = known.get(service);
  if (made !== undefined) return made;
  const added = service.steps ?? [];
  for (const { before, step } of added) {
    if (!serviceSteps.some(({ name }) => name === before)) {
      throw new Error(`The step '${step.name}' of ${service.service} goes before '${before}', which is no step.`);
    }
  }
  const steps = serviceSteps.flatMap((step) => [
    ...added.filter(({ before }) => before === step.name).map((each) => each.step),
    step,
  ]);
  known.set(service, steps);
  return steps;
}
