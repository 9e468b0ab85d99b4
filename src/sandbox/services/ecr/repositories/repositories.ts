import { isStructure } from '../../../../aws/protocols/structure-values.ts';
import type { WireStructure } from '../../../../aws/service-model.ts';
import { flagOf, structureOf, structuresOf, textOf, textsOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { fault } from '../faults.ts';
import { pages } from '../pages.ts';
import { checkLifecyclePolicy } from '../policies/check-lifecycle-policy.ts';
import { checkRepositoryPolicy } from '../policies/check-repository-policy.ts';
import type { RepositoryRecord } from '../records.ts';
import { tagging } from '../tags.ts';
import {
  deleteImage,
  imagesIn,
  newRepository,
  registryAsked,
  repositoryAsked,
  requiredRepository,
} from './repository-store.ts';

export function createRepository(input: WireStructure, context: RequestContext): WireStructure {
  const registry = registryAsked(input, context);
  const name = textOf(input.repositoryName) ?? '';
  if (registry.repositories.has(name)) {
    throw fault('RepositoryAlreadyExistsException', messages.repositoryExists(name, registry.account));
  }
  const usual = newRepository(registry, name, context.now);
  const encryption = input.encryptionConfiguration;
  const repository = {
    ...usual.repository,
    ...mutabilityOf(input),
    imageScanningConfiguration: {
      scanOnPush: flagOf(structureOf(input.imageScanningConfiguration).scanOnPush) ?? false,
    },
    encryptionConfiguration: isStructure(encryption) ? encryption : usual.repository.encryptionConfiguration,
  };
  registry.repositories.set(name, { repository, tags: tagging.read(input.tags) });
  return { repository };
}

function mutabilityOf(input: WireStructure) {
  const filters = structuresOf(input.imageTagMutabilityExclusionFilters);
  return {
    imageTagMutability: textOf(input.imageTagMutability) ?? 'MUTABLE',
    ...(filters.length === 0 ? {} : { imageTagMutabilityExclusionFilters: filters }),
  };
}

export function describeRepositories(input: WireStructure, context: RequestContext): WireStructure {
  const registry = registryAsked(input, context);
  const names = textsOf(input.repositoryNames);
  if (names.length > 0) return { repositories: names.map((name) => requiredRepository(registry, name).repository) };
  const keyOf = ({ repository }: RepositoryRecord) => repository.repositoryName;
  const page = pages.byKey(`repositories of ${registry.account}`, registry.repositories.values(), { keyOf }, input);
  return { repositories: page.items.map(({ repository }) => repository), nextToken: page.nextToken };
}

export function deleteRepository(input: WireStructure, context: RequestContext): WireStructure {
  const { registry, record, name } = repositoryAsked(input, context);
  const images = imagesIn(registry, name);
  if (images.length > 0 && input.force !== true) {
    throw fault('RepositoryNotEmptyException', messages.notEmpty(name, registry.account));
  }
  for (const image of images) deleteImage(registry, image);
  registry.repositories.delete(name);
  return { repository: record.repository };
}

export function putImageTagMutability(input: WireStructure, context: RequestContext): WireStructure {
  const { registry, record, name } = repositoryAsked(input, context);
  const { imageTagMutabilityExclusionFilters: _, ...repository } = record.repository;
  const mutability = mutabilityOf(input);
  registry.repositories.set(name, { ...record, repository: { ...repository, ...mutability } });
  return { registryId: registry.account, repositoryName: name, ...mutability };
}

export function putImageScanningConfiguration(input: WireStructure, context: RequestContext): WireStructure {
  const { registry, record, name } = repositoryAsked(input, context);
  const scanOnPush = flagOf(structureOf(input.imageScanningConfiguration).scanOnPush) ?? false;
  const imageScanningConfiguration = { scanOnPush };
  registry.repositories.set(name, { ...record, repository: { ...record.repository, imageScanningConfiguration } });
  return { registryId: registry.account, repositoryName: name, imageScanningConfiguration };
}

type PolicyMember = 'lifecyclePolicyText' | 'policyText';

const checks: Readonly<Record<PolicyMember, (text: string) => void>> = {
  lifecyclePolicyText: checkLifecyclePolicy,
  policyText: checkRepositoryPolicy,
};

/** Lifecycle policies and repository policies are kept alike: nothing is done by them. */
export function putPolicy(member: PolicyMember) {
  return (input: WireStructure, context: RequestContext): WireStructure => {
    const { registry, record, name } = repositoryAsked(input, context);
    const text = textOf(input[member]) ?? '';
    checks[member](text);
    registry.repositories.set(name, { ...record, [member]: text });
    return { registryId: registry.account, repositoryName: name, [member]: text };
  };
}

export function getPolicy(member: PolicyMember) {
  return (input: WireStructure, context: RequestContext): WireStructure => {
    const { registry, record, name } = repositoryAsked(input, context);
    return { registryId: registry.account, repositoryName: name, [member]: requiredPolicy(record, member) };
  };
}

export function deletePolicy(member: PolicyMember) {
  return (input: WireStructure, context: RequestContext): WireStructure => {
    const { registry, record, name } = repositoryAsked(input, context);
    const text = requiredPolicy(record, member);
    const { [member]: _, ...rest } = record;
    registry.repositories.set(name, rest);
    return { registryId: registry.account, repositoryName: name, [member]: text };
  };
}

function requiredPolicy(record: RepositoryRecord, member: PolicyMember): string {
  const text = record[member];
  if (text !== undefined) return text;
  const { repositoryName, registryId } = record.repository;
  throw member === 'policyText'
    ? fault('RepositoryPolicyNotFoundException', messages.noPolicy(repositoryName, registryId))
    : fault('LifecyclePolicyNotFoundException', messages.noLifecyclePolicy(repositoryName, registryId));
}
