import type { WireStructure } from '../../../../aws/service-model.ts';
import { isoTime, present, structuresOf, textOf, textsOf } from '../../../kit/members.ts';
import { type RequestContext, SandboxFault } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { invalidParameter, notFound } from '../faults.ts';
import { pages } from '../pages.ts';
import { matchesFilters } from '../secrets/matches-filters.ts';
import type { SecretRecord, SecretVersion } from '../secrets/secret-record.ts';
import { allSecrets, keepSecret, requiredSecret, secretAsked } from '../secrets/secret-store.ts';
import { dayOf, namesOf } from '../secrets/secret-view.ts';
import { shownValue } from './secret-value.ts';

export function getSecretValue(input: WireStructure, context: RequestContext): WireStructure {
  const secret = secretAsked(input, context);
  return readValue(secret, versionAsked(secret, input), context);
}

/** Values of up to twenty secrets; what cannot be read is told beside them. */
export function batchGetSecretValue(input: WireStructure, context: RequestContext): WireStructure {
  const ids = textsOf(input.SecretIdList);
  const filters = structuresOf(input.Filters);
  if (ids.length > 0 === filters.length > 0) throw invalidParameter(messages.idsOrFilters);
  if (ids.length > 0 && (input.MaxResults ?? input.NextToken) !== undefined) {
    throw invalidParameter(messages.pagesOfIds);
  }
  const found = allSecrets(context).filter(
    (secret) => secret.deletion === undefined && matchesFilters(secret, filters),
  );
  const keyOf = ({ name }: SecretRecord) => name;
  const page = pages.BatchGetSecretValue.byKey(`values of ${JSON.stringify(filters)}`, found, { keyOf }, input);
  const asked = ids.length > 0 ? ids : page.items.map(({ arn }) => arn);
  const values: WireStructure[] = [];
  const errors: WireStructure[] = [];
  for (const SecretId of asked) {
    try {
      values.push(getSecretValue({ SecretId }, context));
    } catch (error) {
      if (!(error instanceof SandboxFault)) throw error;
      errors.push({ SecretId, ErrorCode: error.code, Message: error.message });
    }
  }
  return { SecretValues: values, Errors: errors, NextToken: ids.length > 0 ? undefined : page.nextToken };
}

export function listSecretVersionIds(input: WireStructure, context: RequestContext): WireStructure {
  const secret = requiredSecret(textOf(input.SecretId) ?? '', context);
  const versions = secret.versions.filter(({ stages }) => stages.length > 0 || input.IncludeDeprecated === true);
  const page = pages.ListSecretVersionIds.byPlace(`versions of ${secret.arn}`, versions, input);
  return {
    Versions: page.items.map(({ id, stages, created, accessed }) =>
      present({
        VersionId: id,
        VersionStages: stages.length === 0 ? undefined : stages,
        LastAccessedDate: dayOf(accessed),
        CreatedDate: isoTime(created),
      }),
    ),
    NextToken: page.nextToken,
    ...namesOf(secret),
  };
}

function versionAsked(secret: SecretRecord, input: WireStructure): SecretVersion {
  const id = textOf(input.VersionId);
  const stage = textOf(input.VersionStage) ?? (id === undefined ? 'AWSCURRENT' : undefined);
  const version = secret.versions.find(
    (each) => (id === undefined || each.id === id) && (stage === undefined || each.stages.includes(stage)),
  );
  if (version !== undefined) return version;
  throw notFound(messages.valueNotFound(id === undefined ? `staging label: ${stage}` : `VersionId: ${id}`));
}

/** That it was read is kept by the day alone: reading again on the same day changes nothing. */
function readValue(secret: SecretRecord, version: SecretVersion, context: RequestContext): WireStructure {
  const today = dayOf(context.now);
  if (dayOf(secret.accessed) !== today || dayOf(version.accessed) !== today) {
    const versions = secret.versions.map((each) => (each === version ? { ...each, accessed: context.now } : each));
    keepSecret({ ...secret, versions, accessed: context.now }, context);
  }
  return {
    ...namesOf(secret),
    VersionId: version.id,
    ...shownValue(version.value),
    VersionStages: version.stages,
    CreatedDate: isoTime(version.created),
  };
}
