import { describe, expect, it } from 'vitest';
import { SandboxFault } from '../service.ts';
import { alreadyExists, notFound } from './resource-steps.ts';
import { stepOf } from './step-of.ts';

describe('stepOf', () => {
  it.each([
    ['NotFound', 'NotFound'],
    ['NoSuchBucket', 'NotFound'],
    ['InvalidAMIID.NotFound', 'NotFound'],
    ['ResourceAlreadyExistsException', 'AlreadyExists'],
    ['InvalidKeyPair.Duplicate', 'AlreadyExists'],
    ['ResourceExistsException', 'AlreadyExists'],
    ['ForbiddenException', 'AccessDenied'],
    ['RequestLimitExceeded', 'Throttling'],
    ['ResourceLimitExceeded', 'ServiceLimitExceeded'],
    ['ResourceDependencyException', 'ResourceConflict'],
    ['ServiceException', 'ServiceInternalError'],
    ['ValidationError', 'InvalidRequest'],
  ])('fails for %s with %s', (code, errorCode) => {
    const step = stepOf(() => {
      throw new SandboxFault(code, 'It is so.');
    });
    expect(step).toEqual({ status: 'FAILED', errorCode, message: 'It is so.' });
  });

  it('leaves steps as they are, and defects to whoever reports them', () => {
    const made = { status: 'SUCCESS', identifier: 'a' } as const;
    expect(stepOf(() => made)).toBe(made);
    const defect = () => {
      throw new TypeError('A defect.');
    };
    expect(() => stepOf(defect)).toThrow(TypeError);
  });
});

describe('steps', () => {
  it('name type and identifier as CloudFormation does', () => {
    const type = 'AWS::S3::Bucket';
    expect(notFound(type, 'logs')).toEqual({
      status: 'FAILED',
      errorCode: 'NotFound',
      message: "Resource of type 'AWS::S3::Bucket' with identifier 'logs' was not found.",
      identifier: 'logs',
    });
    expect(alreadyExists(type, 'logs')).toMatchObject({
      errorCode: 'AlreadyExists',
      message: "Resource of type 'AWS::S3::Bucket' with identifier 'logs' already exists.",
    });
  });
});
