import { describe, expect, it } from 'vitest';
import { loadServiceModelSync } from '../model-store.ts';
import { answerBodyOf } from './answer-body.ts';
import { decodeAnswer } from './decode-answer.ts';
import { protocolFor } from './protocol-for.ts';
import { WireError } from './wire-error.ts';

const page =
  '<!DOCTYPE html>\n<html><head><title>Sign in to \u202eHotel</title></head><body><form></form></body></html>';

/** A reading operation of each protocol that has something to tell. */
const readings: readonly (readonly [string, string])[] = [
  ['ec2', 'DescribeInstances'],
  ['iam', 'ListRoles'],
  ['dynamodb', 'ListTables'],
  ['ecr', 'DescribeRepositories'],
  ['imagebuilder', 'ListImages'],
  ['lambda', 'GetFunction'],
  ['apigatewayv2', 'GetApis'],
  ['appconfig', 'ListApplications'],
  ['s3', 'ListBuckets'],
  ['s3', 'ListObjectsV2'],
  ['s3', 'GetBucketLocation'],
  ['s3', 'GetBucketEncryption'],
  ['route53', 'ListHostedZones'],
  ['cloudfront', 'ListDistributions'],
  ['arc-region-switch', 'ListPlans'],
  ['partnercentral-revenue-measurement', 'ListMarketplaceRevenueShareAllocations'],
];

const nothings: readonly (readonly [string, number, Readonly<Record<string, string>>, string])[] = [
  ['the page of a captive portal', 200, { 'content-type': 'text/html; charset=utf-8' }, page],
  ['a page without its type', 200, {}, page],
  ['another document', 200, { 'content-type': 'text/xml' }, '<?xml version="1.0"?><Welcome><Guest>1</Guest></Welcome>'],
  ['an empty element', 200, { 'content-type': 'text/xml' }, '<Empty/>'],
  [
    'the JSON of something else',
    200,
    { 'content-type': 'application/json' },
    '{"login":"http://portal/","Version":"1.0"}',
  ],
  ['a text', 200, { 'content-type': 'text/plain' }, 'OK'],
  ['an empty body', 200, {}, ''],
  ['blanks', 200, {}, ' \r\n'],
  ['no content', 204, {}, ''],
  ['JSON that is cut off', 200, { 'content-type': 'application/json' }, '{"items":[{"a'],
];

function decoded(service: string, operation: string, status: number, headers: Record<string, string>, body: string) {
  return () => decodeAnswer(loadServiceModelSync(service), operation, { status, headers, body: Buffer.from(body) });
}

describe('an answer', () => {
  it.each(readings)('of %s %s is none of what only looks like success', (service, operation) => {
    for (const [what, status, headers, body] of nothings) {
      expect(decoded(service, operation, status, headers, body), what).toThrow(WireError);
    }
  });

  it.each(readings)('of %s %s may have nothing to say', (service, operation) => {
    const model = loadServiceModelSync(service);
    const encoded = protocolFor(model).encodeResponse(model, operation, {}, 'id');
    // Of payloads there is no document unless they are given.
    const { payload } = answerBodyOf(model, operation);
    const answer =
      payload === undefined ? encoded : protocolFor(model).encodeResponse(model, operation, { [payload]: {} }, 'id');
    expect(Object.keys(decodeAnswer(model, operation, answer)).length).toBeLessThan(2);
  });

  it('that has no members in its body needs none', () => {
    for (const [service, operation] of [
      ['s3', 'PutObject'],
      ['s3', 'HeadBucket'],
      ['lambda', 'DeleteFunctionConcurrency'],
      ['kinesis', 'DeleteStream'],
      ['s3', 'GetObject'],
    ] as const)
      expect(decoded(service, operation, 200, {}, ''), operation).not.toThrow();
    expect(decoded('s3', 'HeadBucket', 200, { 'content-type': 'text/html' }, '')).toThrow('web page');
    expect(decoded('kinesis', 'DeleteStream', 200, {}, page)).toThrow('web page ("Sign in to Hotel")');
  });

  it('may be a page where pages are stored', () => {
    expect(decoded('s3', 'GetObject', 200, { 'content-type': 'text/html' }, page)()).toMatchObject({
      ContentType: 'text/html',
    });
    expect(decoded('s3', 'HeadObject', 200, { 'content-type': 'text/html' }, '')()).toMatchObject({
      ContentType: 'text/html',
    });
  });

  it('of documents without members is a document all the same', () => {
    expect(decoded('ec2', 'DeleteVpc', 200, {}, '')).toThrow('empty');
    expect(
      decoded('ec2', 'DeleteVpc', 200, {}, '<DeleteVpcResponse><return>true</return></DeleteVpcResponse>')(),
    ).toEqual({});
    expect(decoded('iam', 'DeleteUser', 200, {}, '<DeleteUser/>')).toThrow('<DeleteUser>');
    expect(decoded('iam', 'DeleteUser', 200, {}, '<DeleteUserResponse/>')()).toEqual({});
    expect(decoded('iam', 'ListRoles', 200, {}, '<ListRolesResponse/>')).toThrow('ListRolesResult');
  });

  it('may tell of itself what its model does not have', () => {
    expect(decoded('apigatewayv2', 'GetApis', 200, {}, '{"_links":{},"requestId":"1"}')()).toEqual({});
    expect(
      decoded('dynamodb', 'ListTables', 200, {}, '{"Output":{"__type":"x#UnknownOperation"},"Version":"1.0"}'),
    ).toThrow('It has nothing that the operation tells, but "Output", "Version"');
  });
});
