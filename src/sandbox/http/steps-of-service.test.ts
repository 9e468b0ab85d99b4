import { expect, it } from 'vitest';
import type { SandboxService } from '../service.ts';
import { answerRequest } from './answer-request.ts';
import { serviceSteps } from './request-steps.ts';
import { stepsOfService } from './steps-of-service.ts';
import { createTestExchange } from './test-exchange.ts';

const step = (name: string, run = () => undefined) => ({ name, run });
const withSteps = (...steps: NonNullable<SandboxService['steps']>): SandboxService => ({
  service: 'sts',
  operations: { GetCallerIdentity: () => ({ Account: '1' }) },
  steps,
});

it('puts a service’s own steps before those that they name, in their order', () => {
  const service = withSteps(
    { before: 'authenticate', step: step('one') },
    { before: 'authenticate', step: step('two') },
    { before: 'match operation', step: step('zero') },
  );
  const names = stepsOfService(service).map(({ name }) => name);
  expect(names.slice(0, 5)).toEqual(['zero', 'match operation', 'refuse large body', 'one', 'two']);
  expect(names.filter((name) => !['zero', 'one', 'two'].includes(name))).toEqual(serviceSteps.map(({ name }) => name));
});

it('refuses a step before one that there is not', () => {
  const service = withSteps({ before: 'nothing', step: step('one') });
  expect(() => stepsOfService(service)).toThrow("The step 'one' of sts goes before 'nothing', which is no step.");
});

it('lets a step of a service’s own answer, and throw', async () => {
  const ask = async (service: SandboxService) => {
    const request = createTestExchange(
      { text: 'Action=GetCallerIdentity&Version=2011-06-15' },
      { services: [service] },
    );
    return answerRequest(request.request, request.sandbox);
  };
  const response = { status: 418, headers: {}, body: new Uint8Array() };
  const answering = withSteps({
    before: 'authenticate',
    step: {
      name: 'answer',
      run(exchange) {
        exchange.response = response;
      },
    },
  });
  expect(await ask(answering)).toBe(response);
  const throwing = withSteps({
    before: 'encode output',
    step: step('fail', () => {
      throw new Error('a private detail');
    }),
  });
  const failed = await ask(throwing);
  expect(failed.status).toBe(500);
  expect(new TextDecoder().decode(failed.body)).toContain('<Code>InternalFailure</Code>');
  expect((await ask(withSteps())).status).toBe(200);
});

it('names each step once', () => {
  expect(new Set(serviceSteps.map(({ name }) => name)).size).toBe(serviceSteps.length);
});
