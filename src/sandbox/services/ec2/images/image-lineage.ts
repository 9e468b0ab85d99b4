import type { WireStructure } from '../../../../aws/service-model.ts';
import { isoTime, present, textOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { invalidRequest, notPermitted } from '../faults.ts';
import { changeImage, ownImage, visibleImage } from './image-lookup.ts';
import { type ImageRecord, type ImageStructure, imagesTable } from './image-record.ts';

/** From the image back to its root, as far as the sandbox still has the images. */
export function getImageAncestry(input: WireStructure, context: RequestContext): WireStructure {
  const entries: WireStructure[] = [];
  const seen = new Set<string>();
  let record: ImageRecord | undefined = visibleImage(context, textOf(input.ImageId) ?? '');
  while (record && !seen.has(record.image.ImageId)) {
    const image: ImageStructure = record.image;
    const { ImageId, CreationDate, ImageOwnerAlias, SourceImageId, SourceImageRegion } = image;
    seen.add(ImageId);
    entries.push(present({ CreationDate, ImageId, ImageOwnerAlias, SourceImageId, SourceImageRegion }));
    record =
      SourceImageId === undefined ? undefined : find(SourceImageId, SourceImageRegion ?? context.region, context);
  }
  return { ImageAncestryEntries: entries };
}

function find(id: string, region: string, { state }: RequestContext): ImageRecord | undefined {
  for (const place of state.places(imagesTable)) {
    if (place.region !== region) continue;
    const record = state.table<ImageRecord>(place, imagesTable).get(id);
    if (record) return record;
  }
  return undefined;
}

/** The watermark goes on to every image made from this one. */
export function attachImageWatermark(input: WireStructure, context: RequestContext): WireStructure {
  const record = ownImage(context, textOf(input.ImageId) ?? '');
  const { image } = record;
  const name = textOf(input.WatermarkName) ?? '';
  if (!/^[A-Za-z0-9()[\] ./-]{3,128}$/.test(name)) throw invalidRequest();
  if (image.Public) throw notPermitted(messages.watermarkOnPublic);
  const key = `${context.account}:${name}`;
  const watermark = {
    WatermarkKey: key,
    SourceImageRegion: context.region,
    SourceImageId: image.ImageId,
    SourceImageCreationTime: image.CreationDate,
    WatermarkCreationTime: isoTime(context.now),
  };
  const others = (image.ImageWatermarks ?? []).filter(({ WatermarkKey }) => WatermarkKey !== key);
  changeImage(context, record, { ImageWatermarks: [...others, watermark] });
  return { WatermarkKey: key };
}

export function detachImageWatermark(input: WireStructure, context: RequestContext): WireStructure {
  const record = ownImage(context, textOf(input.ImageId) ?? '');
  const key = textOf(input.WatermarkKey);
  const rest = (record.image.ImageWatermarks ?? []).filter(({ WatermarkKey }) => WatermarkKey !== key);
  changeImage(context, record, { ImageWatermarks: rest });
  return {};
}
