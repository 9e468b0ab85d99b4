import { isStructure } from '../../../../aws/protocols/structure-values.ts';
import { present, structureOf, textOf } from '../../../kit/members.ts';
import { notFound } from '../../../kit/resource-steps.ts';
import { tagsMember } from '../../../kit/tags/tag.ts';
import type { RequestContext, ResourceHandler, ResourceProperties } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { invalidRequest } from '../faults.ts';
import { tagging } from '../tags.ts';
import { randomPassword } from '../values/random-password.ts';
import { createSecret } from './create-secret.ts';
import { deleteSecret, updateSecret } from './manage-secrets.ts';
import type { SecretRecord } from './secret-record.ts';
import { allSecrets, findSecret, keepSecret } from './secret-store.ts';

const type = 'AWS::SecretsManager::Secret';

/** `AWS::SecretsManager::Secret`: what is deleted is gone at once, so that its name is free for the next. */
export const secretType: ResourceHandler = {
  create(properties, context) {
    const Name = textOf(properties.Name) ?? context.state.identifier('Secret-', 12);
    const { Description, KmsKeyId, Tags } = properties;
    const SecretString = secretText(properties, context);
    const { ARN } = createSecret(present({ Name, Description, KmsKeyId, SecretString, Tags }), context);
    return { status: 'SUCCESS', identifier: String(ARN) };
  },
  read(identifier, context) {
    const secret = secretThere(identifier, context);
    return secret && propertiesOf(secret);
  },
  update(identifier, properties, previous, context) {
    if (secretThere(identifier, context) === undefined) return notFound(type, identifier);
    const text = secretText(properties, context);
    const { Description = '', KmsKeyId } = properties;
    updateSecret(
      present({
        SecretId: identifier,
        Description: Description === previous.Description ? undefined : Description,
        KmsKeyId: KmsKeyId === previous.KmsKeyId ? undefined : KmsKeyId,
        SecretString: text,
      }),
      context,
    );
    const changed = secretThere(identifier, context);
    if (changed) keepSecret({ ...changed, tags: tagging.read(properties.Tags) }, context);
    return { status: 'SUCCESS', identifier };
  },
  delete(identifier, context) {
    if (secretThere(identifier, context) === undefined) return notFound(type, identifier);
    deleteSecret({ SecretId: identifier, ForceDeleteWithoutRecovery: true }, context);
    return { status: 'SUCCESS', identifier };
  },
  list: (_model, context) =>
    allSecrets(context)
      .filter(({ deletion }) => deletion === undefined)
      .map(({ arn }) => ({ Id: arn })),
};

/** For CloudFormation a secret that somebody has deleted is not there, though it could be restored. */
function secretThere(identifier: string, context: RequestContext): SecretRecord | undefined {
  const secret = findSecret(identifier, context);
  return secret?.arn === identifier && secret.deletion === undefined ? secret : undefined;
}

/** The text that the properties give, or ask to make up: a password, alone or as a member of a JSON object. */
function secretText(properties: ResourceProperties, context: RequestContext): string | undefined {
  const given = textOf(properties.SecretString);
  if (!isStructure(properties.GenerateSecretString)) return given;
  if (given !== undefined) throw invalidRequest(messages.givenAndGenerated);
  const asked = properties.GenerateSecretString;
  const password = randomPassword(asked, context);
  const template = textOf(asked.SecretStringTemplate);
  const key = textOf(asked.GenerateStringKey);
  if (template === undefined && key === undefined) return password;
  if (template === undefined || key === undefined) throw invalidRequest(messages.templateAndKey);
  return JSON.stringify({ ...structureOf(objectIn(template)), [key]: password });
}

function objectIn(template: string): ResourceProperties {
  try {
    const parsed: unknown = JSON.parse(template);
    if (isStructure(parsed)) return parsed;
  } catch {
    // Told below, as all that is no object.
  }
  throw invalidRequest(messages.badTemplate);
}

function propertiesOf({ arn, name, description, keyId, tags }: SecretRecord): ResourceProperties {
  return present({ Id: arn, Name: name, Description: description, KmsKeyId: keyId, ...tagsMember(tags) });
}
