import type { WireStructure } from '../../../../aws/service-model.ts';
import type { PolicyHolder } from '../records.ts';

/** What bounds a role's or a user's permissions, as answers tell it. */
export function boundaryMember({ boundary }: PolicyHolder): WireStructure {
  if (boundary === undefined) return {};
  return { PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: boundary } };
}
