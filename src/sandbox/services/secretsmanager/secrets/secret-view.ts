import type { WireStructure } from '../../../../aws/service-model.ts';
import { isoTime, present } from '../../../kit/members.ts';
import { tagsMember } from '../../../kit/tags/tag.ts';
import type { SecretRecord } from './secret-record.ts';

/** What DescribeSecret and ListSecrets tell of a secret; they call the labels of its versions by two names. */
export function secretView(secret: SecretRecord, stages: 'VersionIdsToStages' | 'SecretVersionsToStages') {
  const labelled = secret.versions.filter((version) => version.stages.length > 0);
  return present({
    ...namesOf(secret),
    Description: secret.description,
    KmsKeyId: secret.keyId,
    LastChangedDate: isoTime(secret.changed),
    LastAccessedDate: dayOf(secret.accessed),
    DeletedDate: secret.deletion === undefined ? undefined : isoTime(secret.deletion),
    ...tagsMember(secret.tags),
    [stages]: labelled.length === 0 ? undefined : Object.fromEntries(labelled.map(({ id, stages }) => [id, stages])),
    CreatedDate: isoTime(secret.created),
  } satisfies WireStructure);
}

export function namesOf({ arn, name }: SecretRecord) {
  return { ARN: arn, Name: name };
}

/** When something was read AWS tells by the day. */
export function dayOf(time: number | undefined): string | undefined {
  return time === undefined ? undefined : `${isoTime(time).slice(0, 'yyyy-mm-dd'.length)}T00:00:00.000Z`;
}
