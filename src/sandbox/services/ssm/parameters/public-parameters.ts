import { iamArn } from '../../../kit/arn-in.ts';
import { timeOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { type ImageRecord, imagesTable } from '../../ec2/images/image-record.ts';
import { type PublicImageFamily, publicImageFamilies } from '../../ec2/images/public/public-image-families.ts';
import { ensurePublicImages, publicImageId } from '../../ec2/images/public/public-images.ts';
import { publicParameterVersion } from '../assumptions.ts';
import type { ParameterRecord } from './parameter-record.ts';

/** `.../al2023-ami-kernel-6.1-x86_64` is also to be had as the kernel that is the default. */
const namesOf = ({ parameter }: PublicImageFamily): readonly string[] =>
  parameter.includes('-kernel-6.1-') ? [parameter, parameter.replace('-kernel-6.1-', '-kernel-default-')] : [parameter];

/** The parameters that AWS and Canonical publish: the latest release of each of the sandbox's public images. */
export function publicParameters(context: RequestContext): readonly ParameterRecord[] {
  ensurePublicImages(context.state, context.region, context.now);
  return publicImageFamilies.flatMap((family) => {
    const record = parameterOf(family, context);
    return namesOf(family).map((name) => ({ ...record, name }));
  });
}

export function publicParameter(name: string, context: RequestContext): ParameterRecord | undefined {
  if (!name.startsWith('/aws/service/')) return undefined;
  return publicParameters(context).find((parameter) => parameter.name === name);
}

function parameterOf(family: PublicImageFamily, context: RequestContext): Omit<ParameterRecord, 'name'> {
  const id = publicImageId(family, context.region, 0);
  const images = context.state.table<ImageRecord>({ account: family.owner, region: context.region }, imagesTable);
  return {
    isPublic: true,
    tags: [],
    versions: [
      {
        version: publicParameterVersion,
        value: id,
        type: 'String',
        tier: 'Standard',
        dataType: 'aws:ec2:image',
        policies: [],
        modified: timeOf(images.get(id)?.image.CreationDate) ?? context.now,
        modifiedBy: iamArn({ partition: context.partition, account: family.owner }, 'root'),
        labels: [],
      },
    ],
  };
}
