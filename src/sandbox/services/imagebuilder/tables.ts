import type { WireStructure } from '../../../aws/service-model.ts';
import type { TextMap } from '../../kit/members.ts';
import type { RequestContext, Table } from '../../service.ts';

import { nameInArn, type ResourceKind } from './arns.ts';

/** What every resource of Image Builder has; a record holds the structure that its get operation answers. */
export type NamedRecord = WireStructure & {
  readonly arn: string;
  readonly name: string;
  readonly tags?: TextMap;
};

/** A resource whose ARN says its version: `version` is `x.y.z`, without build number. */
export type VersionedRecord = NamedRecord & {
  readonly version: string;
  readonly owner: string;
  readonly dateCreated: string;
};

export type ComponentRecord = VersionedRecord & {
  readonly type: 'BUILD' | 'TEST';
  readonly platform: string;
  readonly supportedOsVersions?: readonly string[];
  readonly data?: string;
  /** Where its document is when it did not come with the request; no operation tells it. */
  readonly uri?: string;
  readonly obfuscate?: boolean;
};

export type WorkflowRecord = VersionedRecord & {
  readonly type: string;
  readonly data?: string;
  readonly uri?: string;
};

export type RecipeRecord = VersionedRecord & {
  readonly platform: string;
  readonly parentImage: string;
};

export type ConfigurationRecord = NamedRecord & {
  readonly dateCreated: string;
  readonly dateUpdated: string;
};

/** The tables, by the kind of resource in an ARN. */
export const tableOfKind: Readonly<Record<string, string>> = {
  component: 'imagebuilder.components',
  'image-recipe': 'imagebuilder.image-recipes',
  'container-recipe': 'imagebuilder.container-recipes',
  'infrastructure-configuration': 'imagebuilder.infrastructure-configurations',
  'distribution-configuration': 'imagebuilder.distribution-configurations',
  image: 'imagebuilder.images',
  'image-pipeline': 'imagebuilder.image-pipelines',
  'lifecycle-policy': 'imagebuilder.lifecycle-policies',
  'workflow/build': 'imagebuilder.workflows',
  'workflow/test': 'imagebuilder.workflows',
  'workflow/distribution': 'imagebuilder.workflows',
} satisfies Record<ResourceKind, string>;

export function components(context: RequestContext): Table<ComponentRecord> {
  return context.table('imagebuilder.components');
}

export function workflows(context: RequestContext): Table<WorkflowRecord> {
  return context.table('imagebuilder.workflows');
}

export function imageRecipes(context: RequestContext): Table<RecipeRecord> {
  return context.table('imagebuilder.image-recipes');
}

export function containerRecipes(context: RequestContext): Table<RecipeRecord> {
  return context.table('imagebuilder.container-recipes');
}

export function infrastructureConfigurations(context: RequestContext): Table<ConfigurationRecord> {
  return context.table('imagebuilder.infrastructure-configurations');
}

export function distributionConfigurations(context: RequestContext): Table<ConfigurationRecord> {
  return context.table('imagebuilder.distribution-configurations');
}

/** Builds of one version count up and never use a number twice, even when the last build is deleted. */
export function nextBuild(context: RequestContext, arnOfVersion: string): number {
  const counters = context.table<number>('imagebuilder.build-numbers');
  const build = (counters.get(arnOfVersion) ?? 0) + 1;
  counters.set(arnOfVersion, build);
  return build;
}

/** The versions that a name has, in the form of ARNs: `MyRecipe` and `myrecipe` are one name. */
export function versionsOf(records: Iterable<VersionedRecord>, name: string): readonly string[] {
  const wanted = nameInArn(name);
  return [...records].filter((record) => nameInArn(record.name) === wanted).map((record) => record.version);
}
