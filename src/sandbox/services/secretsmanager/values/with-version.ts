import type { RequestContext } from '../../../service.ts';
import { limits, messages } from '../assumptions.ts';
import { invalidParameter, resourceExists } from '../faults.ts';
import type { SecretRecord, SecretValue, SecretVersion } from '../secrets/secret-record.ts';
import { isSameValue } from './secret-value.ts';

export interface GivenVersion {
  /** The client's token, or an id of the service's own. */
  readonly id: string;
  readonly value: SecretValue;
  readonly stages: readonly string[];
}

/**
 * A secret with one more version. A label stands at one version: the new one takes its labels from the others, and what has
 * been AWSCURRENT is AWSPREVIOUS then. The same version again changes nothing, another value under its id is refused.
 */
export function withVersion(secret: SecretRecord, given: GivenVersion, { now }: RequestContext): SecretRecord {
  if (given.stages.length > limits.stagesOfVersion) throw invalidParameter(messages.tooManyStages);
  const earlier = secret.versions.find(({ id }) => id === given.id);
  if (earlier !== undefined) {
    if (isSameValue(earlier.value, given.value)) return secret;
    throw resourceExists(messages.tokenUsed(given.id, secret.arn));
  }
  const added: SecretVersion = { id: given.id, value: given.value, stages: [], created: now };
  const moved = given.stages.reduce((versions, stage) => withStageMoved(versions, stage, given.id), [
    ...secret.versions,
    added,
  ] as readonly SecretVersion[]);
  return { ...secret, versions: withoutOldest(moved), changed: now };
}

/** Versions with a label at one of them, or at none. */
export function withStageMoved(
  versions: readonly SecretVersion[],
  stage: string,
  to: string | undefined,
): readonly SecretVersion[] {
  const from = versions.find(({ stages }) => stages.includes(stage));
  if (from?.id === to) return versions;
  const moved = versions.map((version) => {
    const others = version.stages.filter((each) => each !== stage);
    return { ...version, stages: version.id === to ? [...others, stage] : others };
  });
  if (stage !== 'AWSCURRENT' || from === undefined || to === undefined) return moved;
  return withStageMoved(moved, 'AWSPREVIOUS', from.id);
}

/** Of more than a hundred versions the oldest without labels go. */
function withoutOldest(versions: readonly SecretVersion[]): readonly SecretVersion[] {
  const surplus = versions.length - limits.versions;
  if (surplus <= 0) return versions;
  const going = new Set(versions.filter(({ stages }) => stages.length === 0).slice(0, surplus));
  return versions.filter((version) => !going.has(version));
}
