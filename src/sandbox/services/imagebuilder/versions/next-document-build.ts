import type { WireStructure } from '../../../../aws/service-model.ts';
import type { RequestContext } from '../../../service.ts';
import { arnOf, type ResourceKind } from '../arns.ts';
import { contentMembers } from '../assumptions.ts';
import { alreadyExists } from '../faults.ts';
import type { VersionedRecord } from '../tables.ts';
import { latest } from './version-lookup.ts';

/** A kind of resource that is a document: a component, a workflow. */
export interface DocumentKind {
  /** `Component`, as errors call it. */
  readonly noun: string;
  readonly inArn: ResourceKind;
}

/**
 * The ARN of the build that a create request makes of a document: the first of its version, or the next where the latest has
 * other content. Throws ResourceAlreadyExistsException where that has the same.
 */
export function nextDocumentBuild(
  context: RequestContext,
  { noun, inArn }: DocumentKind,
  requested: { readonly name: string; readonly version: string; readonly input: WireStructure },
  records: Iterable<VersionedRecord>,
): string {
  const { name, version, input } = requested;
  const ofVersion = arnOf(context, inArn, name, version);
  const earlier = latest([...records].filter(({ arn }) => arn.startsWith(`${ofVersion}/`)));
  if (!earlier) return `${ofVersion}/1`;
  if (contentMembers.every((member) => earlier[member] === input[member])) throw alreadyExists(noun, earlier.arn);
  return `${ofVersion}/${Number(earlier.arn.slice(ofVersion.length + 1)) + 1}`;
}
