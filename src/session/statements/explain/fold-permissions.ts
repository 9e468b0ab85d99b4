import type { NeededPermissions } from '../../../catalog/needed-permissions.ts';
import type { Policy } from '../../../providers/policy.ts';
import type { Session } from '../../session.ts';

/** What a statement needs, as each provider that it calls words it. A statement that calls none needs an empty policy. */
export function foldPermissions({ providers }: Session, needs: readonly NeededPermissions[]): readonly Policy[] {
  const called = [...providers.values()].filter(({ name }) => needs.some((need) => providerName(need) === name));
  const [first] = providers.values();
  if (called.length === 0) return first === undefined ? [] : [first.policy([])];
  return called.map((provider) => provider.policy(needs.filter((need) => providerName(need) === provider.name)));
}

function providerName({ resource }: NeededPermissions): string {
  return resource.split('.')[0] ?? '';
}
