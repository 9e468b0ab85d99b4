import type { WireStructure } from '../../../../aws/service-model.ts';
import { isoTime } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { ownImages } from './image-lookup.ts';
import type { ImageStructure } from './image-record.ts';

/** What an image has when it is made, by whatever operation. */
export function newImage(name: string, { account, now, state }: RequestContext) {
  return {
    ImageId: state.identifier('ami-', 17),
    Name: name,
    OwnerId: account,
    State: 'available',
    CreationDate: isoTime(now),
    ImageLocation: `${account}/${name}`,
    Public: false,
    DeregistrationProtection: 'disabled',
  } as const;
}

/** Keeps a new image, which is pending for so long on AWS, and answers the request that made it. */
export function keepNewImage(
  image: ImageStructure,
  milliseconds: number,
  uefiData: string | undefined,
  context: RequestContext,
): WireStructure {
  ownImages(context).set(image.ImageId, {
    image,
    launchPermissions: [],
    making: { start: context.now, milliseconds },
    ...(uefiData === undefined ? {} : { uefiData }),
  });
  return { ImageId: image.ImageId };
}
