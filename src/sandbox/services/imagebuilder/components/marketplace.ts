import { textOf } from '../../../kit/members.ts';
import type { Operation } from '../../../kit/operation.ts';
import type { RequestContext } from '../../../service.ts';
import { arnOf } from '../arns.ts';
import { marketplaceUrlSeconds, messages } from '../assumptions.ts';
import { invalidRequest, notFound } from '../faults.ts';
import type { ComponentRecord } from '../tables.ts';
import { findVersion } from '../versions/version-lookup.ts';

/** Components that a seller offers, as every account subscribes to them here; their documents are hidden. */
export function marketplaceComponents(
  home: Pick<RequestContext, 'partition' | 'region'>,
): readonly (ComponentRecord & { readonly data: string })[] {
  return [
    {
      arn: arnOf({ ...home, account: 'aws-marketplace' }, 'component', 'hardening-level-1-linux', '1.0.0', 1),
      name: 'hardening-level-1-linux',
      version: '1.0.0',
      description: 'Hardens Linux to the first level of a benchmark.',
      type: 'BUILD',
      platform: 'Linux',
      state: { status: 'ACTIVE' },
      owner: 'AWSMarketplace',
      publisher: 'Example Seller',
      productCodes: [{ productCodeId: 'a1b2c3d4e5f6g7h8i9j0k1l2m', productCodeType: 'marketplace' }],
      encrypted: true,
      obfuscate: true,
      dateCreated: '2025-01-14T09:30:00.000Z',
      data: 'name: hardening-level-1-linux\nschemaVersion: 1.0\nphases:\n  - name: build\n    steps:\n      - name: Harden\n        action: ExecuteBash\n        inputs:\n          commands:\n            - exit 0\n',
      tags: {},
    },
  ];
}

/** What an instance that runs such a component downloads: its document, or a file that the document names. */
const getMarketplaceResource: Operation = (input, context) => {
  const arn = textOf(input.resourceArn) ?? '';
  if (!arn.includes(':aws-marketplace:')) throw invalidRequest(messages.notOfMarketplace(arn));
  const component = findVersion(marketplaceComponents(context), arn, 'resourceArn');
  if (!component) throw notFound(arn);
  if (input.resourceType === 'COMPONENT_DATA')
    return { resourceArn: component.arn, data: Buffer.from(component.data).toString('base64') };
  const location = /^s3:\/\/([^/]+)\/(.+)$/.exec(textOf(input.resourceLocation) ?? '');
  if (!location) throw invalidRequest(messages.locationNeeded);
  const [, bucket = '', key = ''] = location;
  const host = `${bucket}.s3.${context.region}.amazonaws.com`;
  return { resourceArn: component.arn, url: `https://${host}/${key}?X-Amz-Expires=${marketplaceUrlSeconds}` };
};

export const marketplaceOperations: Readonly<Record<string, Operation>> = {
  GetMarketplaceResource: getMarketplaceResource,
};
