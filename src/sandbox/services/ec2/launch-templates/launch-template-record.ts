import type { WireStructure } from '../../../../aws/service-model.ts';
import type { Tag } from '../../../kit/tags/tag.ts';
import type { RequestContext, Table } from '../../../service.ts';

export const launchTemplatesTable = 'ec2.launch-templates';
const launchTemplateVersionsTable = 'ec2.launch-template-versions';

/** A launch template under its id. */
export interface LaunchTemplateRecord {
  /** The `LaunchTemplate` structure of EC2's model. */
  readonly template: {
    readonly LaunchTemplateId: string;
    readonly LaunchTemplateName: string;
    readonly CreateTime: string;
    readonly CreatedBy: string;
    readonly DefaultVersionNumber: number;
    /** The greatest that there ever was: numbers are not given twice. */
    readonly LatestVersionNumber: number;
    readonly Tags?: readonly Tag[];
  };
}

/** A version of a launch template under the template's id and its number. */
export interface LaunchTemplateVersionRecord {
  readonly number: number;
  readonly description?: string;
  readonly created: string;
  readonly createdBy: string;
  /** The `RequestLaunchTemplateData` that it was made with. */
  readonly data: WireStructure;
}

export function launchTemplates(context: RequestContext): Table<LaunchTemplateRecord> {
  return context.table<LaunchTemplateRecord>(launchTemplatesTable);
}

export function launchTemplateVersions(context: RequestContext): Table<LaunchTemplateVersionRecord> {
  return context.table<LaunchTemplateVersionRecord>(launchTemplateVersionsTable);
}

export function versionKey({ template }: LaunchTemplateRecord, number: number): string {
  return `${template.LaunchTemplateId}/${number}`;
}

/** Oldest first. */
export function versionsOf(
  record: LaunchTemplateRecord,
  context: RequestContext,
): readonly LaunchTemplateVersionRecord[] {
  const table = launchTemplateVersions(context);
  const numbers = Array.from({ length: record.template.LatestVersionNumber }, (_, index) => index + 1);
  return numbers.flatMap((number) => table.get(versionKey(record, number)) ?? []);
}
