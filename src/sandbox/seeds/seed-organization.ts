import { steadyHex } from '../kit/steady-id.ts';
import type { SandboxState } from '../service.ts';
import { keepAccount, keepOrganization } from '../services/organizations/organization-store.ts';
import { demoAccounts } from './estate.ts';

/** The company's accounts as one organization, which production manages. */
export function seedOrganization(state: SandboxState, now: number): void {
  const { production } = demoAccounts;
  keepOrganization(state, production, {
    id: `o-${steadyHex(10, production)}`,
    rootId: `r-${steadyHex(4, production)}`,
    featureSet: 'ALL',
    partition: 'aws',
  });
  for (const [name, id] of Object.entries(demoAccounts))
    keepAccount(state, production, {
      id,
      name,
      email: `${name}@example.com`,
      state: 'ACTIVE',
      joinedMethod: id === production ? 'INVITED' : 'CREATED',
      joined: now - 900 * 86_400_000,
      tags: [{ Key: 'env', Value: name }],
    });
}
