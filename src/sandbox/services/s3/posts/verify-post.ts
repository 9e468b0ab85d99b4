import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Signer } from '../../../../aws/signing/request-claim.ts';
import { scopeTerminator, signingAlgorithm, signingKey } from '../../../../aws/signing/signing-key.ts';
import type { ClaimedRequest, VerifiedSigner } from '../../../dialect.ts';
import type { PostForm } from './read-post-form.ts';

/** Who the fields of a form say has signed its policy, for which day, region and service. */
export function signerOfPost({ fields }: PostForm): Signer | undefined {
  const parts = (fields.get('x-amz-credential') ?? '').split('/');
  const [date = '', region = '', service = '', terminator] = parts.slice(-4);
  const accessKeyId = parts.slice(0, -4).join('/');
  if (terminator !== scopeTerminator || [accessKeyId, date, region, service].includes('')) return undefined;
  return { accessKeyId, scope: { date, region, service } };
}

/**
 * Whether the policy of a form is signed by who it says: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-UsingHTTPPOST.html,
 * or as of old, by `AWSAccessKeyId` and `signature`.
 */
export function verifyPost(form: PostForm, { secretFor }: Pick<ClaimedRequest, 'secretFor'>): VerifiedSigner {
  const { fields } = form;
  const policy = fields.get('policy');
  const signer = signerOfPost(form);
  const accessKeyId = signer?.accessKeyId ?? fields.get('awsaccesskeyid');
  if (policy === undefined || accessKeyId === undefined) return { ok: false, failure: 'missing', message: '' };
  const isOfToday = signer === undefined || fields.get('x-amz-date')?.startsWith(signer.scope.date) === true;
  const isWhole = signer === undefined || fields.get('x-amz-algorithm') === signingAlgorithm;
  if (!isOfToday || !isWhole || (signer !== undefined && signer.scope.service !== 's3')) {
    return { ok: false, failure: 'incomplete-query', message: 'The fields of the signature are not those of a form.' };
  }
  const sessionToken = fields.get('x-amz-security-token');
  const known = secretFor(accessKeyId, sessionToken);
  if (known === undefined || !isSame(known.sessionToken ?? '', sessionToken ?? '')) {
    return { ok: false, failure: 'unknown-key', message: '' };
  }
  const [expected, given] =
    signer === undefined
      ? [createHmac('sha1', known.secret).update(policy).digest('base64'), fields.get('signature')]
      : [
          createHmac('sha256', signingKey(known.secret, signer.scope)).update(policy).digest('hex'),
          fields.get('x-amz-signature'),
        ];
  if (!isSame(expected, given ?? '')) return { ok: false, failure: 'wrong-signature', message: '' };
  return { ok: true, accessKeyId, sessionToken };
}

function isSame(left: string, right: string): boolean {
  const [one, other] = [Buffer.from(left), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
