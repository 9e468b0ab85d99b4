import { partitionOf } from '../../../aws/endpoints.ts';
import type { RequestClaim } from '../../../aws/signing/request-claim.ts';
import { verifyRequest } from '../../../aws/signing/verify-request.ts';
import { accessKey, defaultAccount } from '../../state/access-keys.ts';
import { type Exchange, known } from '../exchange.ts';
import type { Step } from '../step.ts';

/** Whether the model lets anybody ask for an operation, as who comes with the token of another provider. */
function isUnsigned({ found, operation }: Exchange): boolean {
  return operation !== undefined && found?.model.operations[operation]?.authtype === 'none';
}

function tokenIn({ signature }: RequestClaim): string | undefined {
  return 'failure' in signature ? undefined : signature.sessionToken;
}

export const authenticate: Step = {
  name: 'authenticate',
  run(exchange) {
    const { request, sandbox, upload } = exchange;
    const { faults, service } = known(exchange.found, 'service');
    const claim = known(exchange.claim, 'claim');
    const partition = partitionOf(claim.signer?.scope.region ?? '');
    const keyOf = (id: string, token?: string) => accessKey(sandbox.state, id, partition, sandbox.credentials, token);
    if (sandbox.auth === 'off') {
      exchange.caller = (claim.signer && keyOf(claim.signer.accessKeyId, tokenIn(claim))) ?? {
        account: defaultAccount,
      };
      return;
    }
    if (claim.signer === undefined && isUnsigned(exchange)) {
      exchange.caller = { account: defaultAccount };
      return;
    }
    const verify = service.dialect?.verify ?? verifyRequest;
    const verified = verify({ ...request, upload, bodyHash: upload?.hash, claim, secretFor: keyOf, now: Date.now() });
    if (!verified.ok) throw faults.authentication(verified.failure, verified.message, verified.unsigned);
    const key = keyOf(verified.accessKeyId, verified.sessionToken);
    if (key?.expires !== undefined && key.expires <= sandbox.clock.wall()) {
      throw faults.authentication('expired-token', 'The security token included in the request is expired');
    }
    exchange.caller = key ?? { account: defaultAccount };
  },
};
