import { createExchange, type Exchange, known, type SandboxParts } from './exchange.ts';
import { arrivalSteps, endSteps, errorSteps } from './request-steps.ts';
import type { SandboxRequest, SandboxResponse } from './sandbox-request.ts';
import type { Step } from './step.ts';
import { stepsOfService } from './steps-of-service.ts';

/** Takes a request through the steps of its life. Never rejects: what goes wrong is answered too. */
export async function answerRequest(request: SandboxRequest, sandbox: SandboxParts): Promise<SandboxResponse> {
  const exchange = createExchange(request, sandbox);
  try {
    await runUntilAnswered(arrivalSteps, exchange);
    if (exchange.found !== undefined) await runServiceSteps(exchange, stepsOfService(exchange.found.service));
    known(exchange.response, 'answer');
  } catch (defect) {
    // How the service words its errors is not known, or is what has failed.
    exchange.defect = defect;
    exchange.response = { status: 500, headers: {}, body: new Uint8Array() };
  }
  for (const step of endSteps) {
    const pending = step.run(exchange);
    if (pending !== undefined) await pending;
  }
  return known(exchange.response, 'answer');
}

async function runServiceSteps(exchange: Exchange, steps: readonly Step[]): Promise<void> {
  try {
    await runUntilAnswered(steps, exchange);
  } catch (error) {
    exchange.error = error;
    await runUntilAnswered(errorSteps, exchange);
  }
}

async function runUntilAnswered(steps: readonly Step[], exchange: Exchange): Promise<void> {
  for (const step of steps) {
    const pending = step.run(exchange);
    if (pending !== undefined) await pending;
    if (exchange.response !== undefined) return;
  }
}
