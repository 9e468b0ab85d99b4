import { loadServiceModelSync } from '../../aws/model-store.ts';
import { suggest } from '../../data/suggest.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { SandboxService } from '../service.ts';
import type { FaultRule } from './fault-rule.ts';

type Services = readonly Pick<SandboxService, 'service' | 'operations'>[];

/** Refuses rules for services and operations that no request can reach, so that they would never strike: misspelt ones. */
export function refuseUnknownTargets(rules: readonly FaultRule[], services: Services): void {
  for (const { service, operation } of rules) {
    const reached = services.filter((own) => service === undefined || own.service === service);
    if (service !== undefined && reached.length === 0) {
      const names = services.map((own) => own.service);
      throw unknown(`the sandbox has no service ${service}`, service, names, `It has ${names.join(', ')}.`);
    }
    if (operation === undefined || reached.some(({ operations }) => Object.hasOwn(operations, operation))) continue;
    const names = reached.flatMap(operationsOf);
    if (names.includes(operation)) continue;
    throw unknown(
      `${service ?? 'the sandbox'} has no operation ${operation}`,
      operation,
      names,
      "Operations are called as in AWS's documents: DescribeImages.",
    );
  }
}

/** Those of the model, whether the sandbox has them or not: a fault comes before that is told. */
function operationsOf({ service, operations }: Services[number]): readonly string[] {
  try {
    return Object.keys(loadServiceModelSync(service).operations);
  } catch {
    return Object.keys(operations);
  }
}

function unknown(reason: string, name: string, names: readonly string[], otherwise: string): SkyqlError {
  const near = suggest(name, names);
  return new SkyqlError('INVALID_FAULT_RULE', `Not a fault rule: ${reason}.`, {
    hint: near.length > 0 ? `Did you mean ${near.join(' or ')}?` : otherwise,
  });
}
