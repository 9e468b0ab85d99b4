import { isStructure } from '../../../../aws/protocols/structure-values.ts';
import type { WireStructure, WireValue } from '../../../../aws/service-model.ts';
import { present, structureOf, structuresOf, textOf } from '../../../kit/members.ts';
import { notFound } from '../../../kit/resource-steps.ts';
import type { RequestContext, ResourceHandler, ResourceProperties } from '../../../service.ts';
import { checkLifecyclePolicy } from '../policies/check-lifecycle-policy.ts';
import { checkRepositoryPolicy } from '../policies/check-repository-policy.ts';
import type { RepositoryRecord } from '../records.ts';
import { tagging } from '../tags.ts';
import { createRepository, deleteRepository } from './repositories.ts';
import { registryOf } from './repository-store.ts';

const type = 'AWS::ECR::Repository';

export const repositoryType: ResourceHandler = {
  create(properties, context) {
    const name = textOf(properties.RepositoryName) ?? context.state.identifier('repository-', 12);
    // What is wrong with them is found before anything is made.
    policiesOf(properties);
    const encryption = structureOf(properties.EncryptionConfiguration);
    createRepository(
      present({
        repositoryName: name,
        encryptionConfiguration: isStructure(properties.EncryptionConfiguration)
          ? present({ encryptionType: encryption.EncryptionType, kmsKey: encryption.KmsKey })
          : undefined,
      }),
      context,
    );
    change(name, properties, context);
    return { status: 'SUCCESS', identifier: name };
  },
  read(identifier, context) {
    const record = registryOf(context.state, context).repositories.get(identifier);
    return record && propertiesOf(record);
  },
  update(identifier, properties, _previous, context) {
    if (!registryOf(context.state, context).repositories.has(identifier)) return notFound(type, identifier);
    change(identifier, properties, context);
    return { status: 'SUCCESS', identifier };
  },
  delete(identifier, context) {
    const record = registryOf(context.state, context).repositories.get(identifier);
    if (record === undefined) return notFound(type, identifier);
    deleteRepository({ repositoryName: identifier, force: record.emptyOnDelete === true }, context);
    return { status: 'SUCCESS', identifier };
  },
  list: (_model, context) =>
    [...registryOf(context.state, context).repositories.values()].map(({ repository }) => ({
      RepositoryName: repository.repositoryName,
    })),
};

/** Gives a repository what an update can change. */
function change(name: string, properties: ResourceProperties, context: RequestContext): void {
  const { repositories } = registryOf(context.state, context);
  const record = repositories.get(name);
  if (record === undefined) return;
  const { imageTagMutabilityExclusionFilters: _, ...repository } = record.repository;
  const filters = structuresOf(properties.ImageTagMutabilityExclusionFilters).map((filter) => ({
    filterType: filter.ImageTagMutabilityExclusionFilterType,
    filter: filter.ImageTagMutabilityExclusionFilterValue,
  }));
  repositories.set(name, {
    repository: {
      ...repository,
      imageTagMutability: textOf(properties.ImageTagMutability) ?? 'MUTABLE',
      ...(filters.length === 0 ? {} : { imageTagMutabilityExclusionFilters: filters }),
      imageScanningConfiguration: {
        scanOnPush: structureOf(properties.ImageScanningConfiguration).ScanOnPush === true,
      },
    },
    tags: tagging.read(properties.Tags),
    ...policiesOf(properties),
    emptyOnDelete:
      properties.EmptyOnDelete === undefined ? record.emptyOnDelete === true : properties.EmptyOnDelete === true,
  });
}

function policiesOf(properties: ResourceProperties) {
  const lifecyclePolicyText = textOf(structureOf(properties.LifecyclePolicy).LifecyclePolicyText);
  const policyText = jsonText(properties.RepositoryPolicyText);
  if (lifecyclePolicyText !== undefined) checkLifecyclePolicy(lifecyclePolicyText);
  if (policyText !== undefined) checkRepositoryPolicy(policyText);
  return present({ lifecyclePolicyText, policyText });
}

/** Policies may be given as JSON or as its text. */
function jsonText(value: WireValue | undefined): string | undefined {
  return isStructure(value) ? JSON.stringify(value) : textOf(value);
}

function propertiesOf({ repository, tags, lifecyclePolicyText, policyText }: RepositoryRecord): ResourceProperties {
  const { encryptionType, kmsKey } = repository.encryptionConfiguration;
  return present({
    RepositoryName: repository.repositoryName,
    Arn: repository.repositoryArn,
    RepositoryUri: repository.repositoryUri,
    ImageTagMutability: repository.imageTagMutability,
    ImageTagMutabilityExclusionFilters: repository.imageTagMutabilityExclusionFilters?.map(
      ({ filterType, filter }) => ({
        ImageTagMutabilityExclusionFilterType: filterType,
        ImageTagMutabilityExclusionFilterValue: filter,
      }),
    ),
    ImageScanningConfiguration: { ScanOnPush: repository.imageScanningConfiguration.scanOnPush },
    EncryptionConfiguration: present({ EncryptionType: encryptionType, KmsKey: kmsKey }),
    LifecyclePolicy:
      lifecyclePolicyText === undefined
        ? undefined
        : { LifecyclePolicyText: lifecyclePolicyText, RegistryId: repository.registryId },
    RepositoryPolicyText: policyText === undefined ? undefined : parsed(policyText),
    Tags: tags.length === 0 ? undefined : tags,
  });
}

function parsed(text: string): WireStructure | string {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
