import type { WireStructure } from '../../../../aws/service-model.ts';
import { structureOf, structuresOf, textOf } from '../../../kit/members.ts';
import type { RequestContext, SandboxFault } from '../../../service.ts';
import { badRequest, s3Fault } from '../faults.ts';
import type { BucketRecord } from '../records.ts';
import { bucketsOf, versioningOf } from './bucket-store.ts';

const refused = (message: string): SandboxFault => badRequest('InvalidRequest', message);

/** The replication of a bucket; throws, in S3's words, for what it does not take, and where it leads nowhere. */
export function replicationConfiguration(
  input: WireStructure,
  bucket: BucketRecord,
  context: RequestContext,
): WireStructure {
  const configuration = structureOf(input.ReplicationConfiguration);
  const rules = structuresOf(configuration.Rules);
  if (rules.length === 0 || rules.length > 1_000) throw s3Fault('MalformedXML');
  if (!/^arn:aws[a-z-]*:iam::\d{12}:role\/.+/.test(textOf(configuration.Role) ?? ''))
    throw badRequest('InvalidArgument', 'Invalid Role specified in replication configuration');
  if (versioningOf(bucket) !== 'Enabled')
    throw refused("Versioning must be 'Enabled' on the bucket to apply a replication configuration");
  const ids = rules.flatMap(({ ID }) => textOf(ID) ?? []);
  if (new Set(ids).size < ids.length) throw badRequest('InvalidArgument', 'Rule Id must be unique');
  for (const { Destination } of rules) {
    const name = (textOf(structureOf(Destination).Bucket) ?? '').replace(/^arn:[^:]+:s3:::/, '');
    const destination = bucketsOf(context.state).get(name);
    if (destination === undefined) throw refused('Destination bucket must exist.');
    if (versioningOf(destination) !== 'Enabled') throw refused('Destination bucket must have versioning enabled.');
  }
  const named = rules.map((rule) => ({ ...rule, ID: rule.ID ?? context.state.identifier('', 32) }));
  return { ReplicationConfiguration: { ...configuration, Rules: named } };
}
