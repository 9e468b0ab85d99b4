import { setTimeout as sleep } from 'node:timers/promises';
import { SandboxFault } from '../../service.ts';
import { type Exchange, known } from '../exchange.ts';
import type { Strike } from '../faults.ts';
import type { Step } from '../step.ts';
import { targetOf } from '../target-of.ts';

export const strikeFaults: Step = {
  name: 'strike faults',
  run(exchange) {
    const { latencyMilliseconds, outcome } = exchange.sandbox.faults.strike(targetOf(exchange), Date.now());
    if (latencyMilliseconds > 0) return sleep(latencyMilliseconds).then(() => strike(exchange, outcome));
    return strike(exchange, outcome);
  },
};

function strike(exchange: Exchange, outcome: Strike['outcome']): void {
  if (outcome === 'none') return;
  if (outcome === 'throttled') throw known(exchange.found, 'service').faults.throttled();
  if (outcome === 'cut') {
    exchange.response = { status: 500, headers: {}, body: new Uint8Array(), cut: true };
    return;
  }
  const { code, message = 'A fault that was switched on in the sandbox.', status } = outcome;
  throw new SandboxFault(code, message, status);
}
