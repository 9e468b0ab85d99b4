import type { ColumnUpdate } from '../../../resource-description.ts';
import type { NativePath, NativePathFilter } from '../overlay.ts';
import { get, given } from '../parts.ts';
import { words } from '../words.ts';

/** EC2 takes at most 200 values a request: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html */
export const maxValues = 200;
export const text = (column: string, name: string): NativePathFilter => ({
  column,
  name,
  wildcard: true,
  operators: ['equals', 'prefix', 'contains', 'wildcard'],
  maxValues,
});
/** Booleans and numbers: texts to the API, but no wildcards. */
export const exact = (column: string, name: string): NativePathFilter => ({
  column,
  name,
  operators: ['equals'],
  maxValues,
});
/** Moments, which the API compares as the text that they are written in: ranges are said in wildcards. */
export const moment = (column: string, name: string): NativePathFilter => ({
  ...text(column, name),
  operators: ['range'],
});
/** Words for owners; rows have the ids of their accounts, and the alias where it is one of AWS's own. */
export const ownWord = 'self';
export const ownersOfRows = [ownWord, 'amazon', 'aws-marketplace', 'aws-backup-vault'];
export const tags: NativePathFilter = { ...text('tags', 'tag:'), key: 'any' };

/** By ids, of which one call takes many; those that are not there fail the call, and are asked for no more (`notFound`). */
export const byIds = (name: string, column: string, input: string): Pick<NativePath, 'kind' | 'parameters'> => ({
  kind: 'get',
  parameters: [{ name, input, columns: [[column]], required: true, batch: 100 }],
});

/** What one attribute of a resource holds, and no list of these. */
export const attribute = (
  operation: string,
  [id, column]: readonly [string, string],
  name: string,
  others: string,
): NativePath =>
  get(operation, '', [given(id, column)], { fixed: { Attribute: name }, omit: words(others), isForNamed: true });

export const tagUpdate: ColumnUpdate = {
  kind: 'tags',
  calls: [
    { method: 'tags_Create', for: 'added', input: { Tags: '$added' } },
    { method: 'tags_Delete', for: 'removed', input: { Tags: '$removed' } },
  ],
};

/** Tags of something that is made: its call has them under its kind, as it may make other things beside it. */
export const taggedAs = (kind: string) => ({
  inputs: { Tags: { TagSpecifications: [{ ResourceType: kind, Tags: '$value' }] } },
});

export const templateId = given('LaunchTemplateId', 'launch_template_id');
export const latestVersion: Partial<NativePath> = {
  fixed: { Versions: '$Latest' },
  omit: words('LaunchTemplateData VersionNumber CreateTime CreatedBy DefaultVersion Operator'),
  further: { launch_template_data: 'LaunchTemplateData' },
};
