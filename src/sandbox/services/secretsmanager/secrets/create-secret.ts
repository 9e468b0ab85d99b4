import type { WireStructure } from '../../../../aws/service-model.ts';
import { present, textOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { invalidRequest, resourceExists, validation } from '../faults.ts';
import { tagging } from '../tags.ts';
import { isSameValue, valueIn } from '../values/secret-value.ts';
import { withVersion } from '../values/with-version.ts';
import type { SecretRecord } from './secret-record.ts';
import { keepSecret, newSecretArn, secretNamed } from './secret-store.ts';
import { namesOf } from './secret-view.ts';

export function createSecret(input: WireStructure, context: RequestContext): WireStructure {
  const name = textOf(input.Name) ?? '';
  if (!/^[A-Za-z0-9/_+=.@!-]{1,512}$/.test(name)) throw validation(messages.badName);
  const value = valueIn(input);
  const tags = tagging.read(input.Tags);
  const token = textOf(input.ClientRequestToken);
  const earlier = secretNamed(name, context);
  if (earlier?.deletion !== undefined) throw invalidRequest(messages.scheduled);
  if (earlier !== undefined) {
    // A client that asks again because it got no answer gets the one that it has missed.
    const version = earlier.versions.find(({ id }) => id === token);
    if (version !== undefined && value !== undefined && isSameValue(version.value, value)) {
      return { ...namesOf(earlier), VersionId: version.id };
    }
    throw resourceExists(messages.exists(name));
  }
  const secret: SecretRecord = present({
    arn: newSecretArn(name, context),
    name,
    description: textOf(input.Description),
    keyId: textOf(input.KmsKeyId),
    tags,
    versions: [],
    created: context.now,
    changed: context.now,
  } satisfies { [Member in keyof SecretRecord]: SecretRecord[Member] | undefined }) as SecretRecord;
  if (value === undefined) {
    keepSecret(secret, context);
    return namesOf(secret);
  }
  const id = token ?? context.state.uuid();
  keepSecret(withVersion(secret, { id, value, stages: ['AWSCURRENT'] }, context), context);
  return { ...namesOf(secret), VersionId: id };
}
