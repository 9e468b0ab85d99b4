import type { WireStructure } from '../../../../aws/service-model.ts';
import { textOf, textsOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { invalidParameter, invalidRequest, notFound } from '../faults.ts';
import { keepSecret, secretAsked } from '../secrets/secret-store.ts';
import { namesOf } from '../secrets/secret-view.ts';
import { valueIn } from './secret-value.ts';
import { withStageMoved, withVersion } from './with-version.ts';

export function putSecretValue(input: WireStructure, context: RequestContext): WireStructure {
  const secret = secretAsked(input, context);
  const value = valueIn(input);
  if (value === undefined) throw invalidRequest(messages.noValue);
  const asked = textsOf(input.VersionStages);
  const id = textOf(input.ClientRequestToken) ?? context.state.uuid();
  const changed = withVersion(secret, { id, value, stages: asked.length === 0 ? ['AWSCURRENT'] : asked }, context);
  keepSecret(changed, context);
  const VersionStages = changed.versions.find((version) => version.id === id)?.stages ?? [];
  return { ...namesOf(secret), VersionId: id, VersionStages };
}

/** Moves a label from one version to another, puts it on a version, or takes it off. */
export function updateSecretVersionStage(input: WireStructure, context: RequestContext): WireStructure {
  const secret = secretAsked(input, context);
  const stage = textOf(input.VersionStage) ?? '';
  const from = textOf(input.RemoveFromVersionId);
  const to = textOf(input.MoveToVersionId);
  if (from === undefined && to === undefined) throw invalidParameter(messages.noMove);
  const unknown = [from, to].find((id) => id !== undefined && !secret.versions.some((version) => version.id === id));
  if (unknown !== undefined) throw notFound(messages.noVersion(unknown));
  const holder = secret.versions.find(({ stages }) => stages.includes(stage));
  if (holder === undefined && from !== undefined) throw invalidParameter(messages.notAttached(stage, from));
  if (holder !== undefined && holder.id !== to) {
    if (from === undefined) throw invalidParameter(messages.removeFromMissing(stage, holder.id));
    if (from !== holder.id) throw invalidParameter(messages.removeFromWrong(stage, holder.id));
  }
  if (to === undefined && stage === 'AWSCURRENT') throw invalidParameter(messages.currentStays);
  keepSecret({ ...secret, versions: withStageMoved(secret.versions, stage, to), changed: context.now }, context);
  return namesOf(secret);
}
