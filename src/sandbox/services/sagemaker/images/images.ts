import type { WireStructure } from '../../../../aws/service-model.ts';
import { isoTime, present, textOf, textsOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { durations, messages } from '../assumptions.ts';
import { resourceInUse } from '../faults.ts';
import { pages } from '../pages.ts';
import type { ImageRecord } from '../records.ts';
import { type SortWords, sortOrder } from '../sort-order.ts';
import { tagging } from '../tags.ts';
import { fitsTimes } from '../times.ts';
import { imageNamed, imageStatusOf, imagesOf, keyOf, sagemakerArn, setImage, settledImage } from './image-records.ts';

export function createImage(input: WireStructure, context: RequestContext): WireStructure {
  const name = textOf(input.ImageName) ?? '';
  if (imagesOf(context).has(keyOf(name))) throw resourceInUse(messages.imageExists(name));
  const time = isoTime(context.now);
  const image: ImageRecord['image'] = present({
    ImageName: name,
    ImageArn: sagemakerArn('image', name, context),
    RoleArn: textOf(input.RoleArn) ?? '',
    CreationTime: time,
    LastModifiedTime: time,
    DisplayName: textOf(input.DisplayName),
    Description: textOf(input.Description),
  });
  const change = { through: 'CREATING' as const, start: context.now, milliseconds: durations.createImage };
  setImage({ image, status: 'CREATED', change, tags: tagging.read(input.Tags), lastVersion: 0 }, context);
  return { ImageArn: image.ImageArn };
}

export function describeImage(input: WireStructure, context: RequestContext): WireStructure {
  const record = imageNamed(textOf(input.ImageName) ?? '', context);
  return { ...record.image, ImageStatus: imageStatusOf(record, context.clock) };
}

export function updateImage(input: WireStructure, context: RequestContext): WireStructure {
  const record = settledImage(textOf(input.ImageName) ?? '', context);
  const unwanted = textsOf(input.DeleteProperties);
  const { DisplayName, Description, ...rest } = record.image;
  const keep = (name: string, earlier: string | undefined) => (unwanted.includes(name) ? undefined : earlier);
  const image: ImageRecord['image'] = present({
    ...rest,
    DisplayName: textOf(input.DisplayName) ?? keep('DisplayName', DisplayName),
    Description: textOf(input.Description) ?? keep('Description', Description),
    RoleArn: textOf(input.RoleArn) ?? rest.RoleArn,
    LastModifiedTime: isoTime(context.now),
  });
  const change = { through: 'UPDATING' as const, start: context.now, milliseconds: durations.updateImage };
  setImage({ ...record, image, status: 'CREATED', change }, context);
  return { ImageArn: image.ImageArn };
}

/** Its versions go with it. */
export function deleteImage(input: WireStructure, context: RequestContext): WireStructure {
  const record = settledImage(textOf(input.ImageName) ?? '', context);
  const change = { through: 'DELETING' as const, start: context.now, milliseconds: durations.deleteImage };
  setImage({ ...record, change }, context);
  return {};
}

const imageOrder: SortWords<ImageRecord> = {
  usual: ({ image }) => image.CreationTime,
  others: {
    IMAGE_NAME: ({ image }) => image.ImageName,
    LAST_MODIFIED_TIME: ({ image }) => image.LastModifiedTime,
  },
  key: ({ image }) => image.ImageName,
  ascending: 'ASCENDING',
};

export function listImages(input: WireStructure, context: RequestContext): WireStructure {
  const contains = textOf(input.NameContains) ?? '';
  const images = [...imagesOf(context).values()].filter(
    ({ image }) => image.ImageName.includes(contains) && fitsTimes(image, input),
  );
  const page = pages.byKey('images', images, sortOrder(imageOrder, input), input);
  return {
    Images: page.items.map((record) => {
      const { RoleArn: _, ...summary } = record.image;
      return { ...summary, ImageStatus: imageStatusOf(record, context.clock) };
    }),
    NextToken: page.nextToken,
  };
}
