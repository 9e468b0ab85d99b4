import type { WireStructure } from '../../../../aws/service-model.ts';
import { structureOf, structuresOf, textsOf } from '../../../kit/members.ts';
import { badRequest, s3Fault } from '../faults.ts';

const methods = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'];

/** The rules of a PutBucketCors; throws, in S3's words, for what it does not take. */
export function corsConfiguration(input: WireStructure): WireStructure {
  const configuration = structureOf(input.CORSConfiguration);
  const rules = structuresOf(configuration.CORSRules);
  if (rules.length === 0 || rules.length > 100) throw s3Fault('MalformedXML');
  for (const rule of rules) {
    const allowed = textsOf(rule.AllowedMethods);
    const origins = textsOf(rule.AllowedOrigins);
    if (allowed.length === 0 || origins.length === 0) throw s3Fault('MalformedXML');
    const unknown = allowed.find((method) => !methods.includes(method));
    if (unknown !== undefined)
      throw badRequest(
        'InvalidRequest',
        `Found unsupported HTTP method in CORS config. Unsupported method is ${unknown}`,
      );
    refuseWildcards('AllowedOrigin', origins);
    refuseWildcards('AllowedHeader', textsOf(rule.AllowedHeaders));
    const exposed = textsOf(rule.ExposeHeaders).find((header) => header.includes('*'));
    if (exposed !== undefined)
      throw badRequest(
        'InvalidRequest',
        `ExposeHeader "${exposed}" contains wildcard. We currently do not support wildcard for ExposeHeader.`,
      );
  }
  return configuration;
}

function refuseWildcards(member: string, values: readonly string[]): void {
  const found = values.find((value) => value.split('*').length > 2);
  if (found !== undefined)
    throw badRequest('InvalidRequest', `${member} "${found}" can not have more than one wildcard.`);
}
