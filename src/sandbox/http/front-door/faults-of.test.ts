import { describe, expect, it } from 'vitest';
import { loadServiceModelSync } from '../../../aws/model-store.ts';
import { WireError } from '../../../aws/protocols/wire-error.ts';
import type { FrontDoorFaults } from '../../dialect.ts';
import type { SandboxFault } from '../../service.ts';
import { allServices } from '../../services/all-services.ts';
import { faultsOf } from './faults-of.ts';

const services = allServices();

function faults(name: string): FrontDoorFaults {
  const service = services.find((each) => each.service === name) ?? { service: name, operations: {} };
  return faultsOf(service, loadServiceModelSync(name));
}

const told = (fault: SandboxFault) => `${fault.code} ${fault.status}`;

/** One service of each protocol, and those that speak otherwise; route53 is one that the sandbox does not have. */
const names = ['cloudcontrol', 'rbin', 'sts', 'ec2', 's3', 'route53'] as const;

describe('faultsOf', () => {
  it('words signatures that are not taken', () => {
    const failures = ['missing', 'incomplete', 'unknown-key', 'wrong-signature', 'wrong-scope'] as const;
    const later = ['expired-request', 'expired-token'] as const;
    const table = Object.fromEntries(
      names.map((name) => [
        name,
        [...failures, ...later].map((failure) => told(faults(name).authentication(failure, ''))),
      ]),
    );
    expect(table).toEqual({
      cloudcontrol: [
        'MissingAuthenticationTokenException 403',
        'IncompleteSignatureException 400',
        'UnrecognizedClientException 400',
        'InvalidSignatureException 400',
        'InvalidSignatureException 400',
        'InvalidSignatureException 400',
        'ExpiredTokenException 400',
      ],
      rbin: [
        'MissingAuthenticationTokenException 403',
        'IncompleteSignatureException 400',
        'UnrecognizedClientException 403',
        'InvalidSignatureException 403',
        'InvalidSignatureException 403',
        'InvalidSignatureException 403',
        'ExpiredTokenException 403',
      ],
      sts: [
        'MissingAuthenticationToken 403',
        'IncompleteSignature 400',
        'InvalidClientTokenId 403',
        'SignatureDoesNotMatch 403',
        'SignatureDoesNotMatch 403',
        'SignatureDoesNotMatch 403',
        'ExpiredToken 403',
      ],
      ec2: [
        'MissingAuthenticationToken 403',
        'AuthFailure 401',
        'AuthFailure 401',
        'AuthFailure 401',
        'AuthFailure 401',
        'RequestExpired 400',
        'RequestExpired 400',
      ],
      s3: [
        'AccessDenied 403',
        'AuthorizationHeaderMalformed 400',
        'InvalidAccessKeyId 403',
        'SignatureDoesNotMatch 403',
        'AuthorizationHeaderMalformed 400',
        'RequestTimeTooSkewed 403',
        'ExpiredToken 400',
      ],
      route53: [
        'MissingAuthenticationToken 403',
        'IncompleteSignature 400',
        'InvalidClientTokenId 403',
        'SignatureDoesNotMatch 403',
        'SignatureDoesNotMatch 403',
        'SignatureDoesNotMatch 403',
        'ExpiredToken 403',
      ],
    });
  });

  it('words what no operation gets to see', () => {
    const table = Object.fromEntries(
      names.map((name) => {
        const of = faults(name);
        const wire = of.malformedRequest(new WireError('no'));
        const all = [of.unknownOperation('Any'), of.unknownOperation(undefined), of.notImplemented('')];
        return [name, [...all, of.bodyTooLarge(), wire, of.throttled(), of.internalFailure()].map(told)];
      }),
    );
    expect(table).toEqual({
      cloudcontrol: [
        'UnknownOperationException 400',
        'UnknownOperationException 400',
        'UnknownOperationException 400',
        'RequestEntityTooLargeException 413',
        'SerializationException 400',
        'ThrottlingException 400',
        'InternalFailure 500',
      ],
      rbin: [
        'UnknownOperationException 404',
        'UnknownOperationException 404',
        'UnknownOperationException 404',
        'RequestEntityTooLargeException 413',
        'SerializationException 400',
        'ThrottlingException 400',
        'InternalFailure 500',
      ],
      sts: [
        'InvalidAction 400',
        'MissingAction 400',
        'InvalidAction 400',
        'RequestEntityTooLarge 413',
        'MalformedInput 400',
        'Throttling 400',
        'InternalFailure 500',
      ],
      ec2: [
        'InvalidAction 400',
        'MissingAction 400',
        'InvalidAction 400',
        'RequestEntityTooLarge 413',
        'InvalidParameterValue 400',
        'RequestLimitExceeded 503',
        'InternalError 500',
      ],
      s3: [
        'MethodNotAllowed 405',
        'MethodNotAllowed 405',
        'NotImplemented 501',
        'EntityTooLarge 400',
        'MalformedXML 400',
        'SlowDown 503',
        'InternalError 500',
      ],
      route53: [
        'UnknownOperationException 404',
        'UnknownOperationException 404',
        'UnknownOperationException 404',
        'RequestEntityTooLarge 413',
        'MalformedXML 400',
        'ThrottlingException 400',
        'InternalFailure 500',
      ],
    });
  });

  it('throttles with the error that the model has for it', () => {
    expect(told(faults('imagebuilder').throttled())).toBe('CallRateLimitExceededException 429');
  });
});
