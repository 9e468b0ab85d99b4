import { describe, expect, it } from 'vitest';
import { createServiceBench } from '../../kit/service-bench.ts';
import { ec2 } from './ec2.ts';

describe('EC2 refuses', () => {
  it.each([
    [{ Filters: [{ Name: 'nme', Values: ['x'] }] }, 'InvalidParameterValue', "The filter 'nme' is invalid"],
    [{ Filters: [{ Values: ['x'] }] }, 'InvalidParameterValue', 'The filter name must be specified.'],
    [
      { Filters: [{ Name: 'volume-id', Values: Array.from({ length: 201 }, String) }] },
      'FilterLimitExceeded',
      'The maximum number of filter values specified on a single call is 200',
    ],
    [
      { MaxResults: 0 },
      'InvalidParameterValue',
      'Value ( 0 ) for parameter maxResults is invalid. Expecting a value greater than or equal to 1.',
    ],
    [
      { MaxResults: 1001 },
      'InvalidParameterValue',
      'Value ( 1001 ) for parameter maxResults is invalid. Expecting a value less than or equal to 1000.',
    ],
    [{ NextToken: 'nonsense' }, 'InvalidNextToken', 'The specified NextToken is not valid.'],
  ])('%j', (input, code, message) => {
    const bench = createServiceBench(ec2);
    expect(() => bench.call('DescribeVolumes', input)).toThrowError(expect.objectContaining({ code, message }));
    expect(bench.call('DescribeVolumes', { NextToken: '' }).Volumes).toEqual([]);
  });
});
