import type { WireStructure } from '../../../../aws/service-model.ts';
import { isoTime, textsOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { tokenHours } from '../assumptions.ts';
import { registryHost } from './repository-store.ts';

/** What `docker login` takes; there is no registry behind it. */
export function getAuthorizationToken(input: WireStructure, context: RequestContext): WireStructure {
  const asked = textsOf(input.registryIds);
  const accounts = asked.length === 0 ? [context.account] : asked;
  return {
    authorizationData: accounts.map((account) => ({
      authorizationToken: Buffer.from(`AWS:${context.state.identifier('', 64)}`).toString('base64'),
      expiresAt: isoTime(context.now + tokenHours * 3_600_000),
      proxyEndpoint: `https://${registryHost({ account, region: context.region })}`,
    })),
  };
}

export function describeRegistry(_input: WireStructure, context: RequestContext): WireStructure {
  return { registryId: context.account, replicationConfiguration: { rules: [] } };
}
