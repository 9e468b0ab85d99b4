import type { Tag } from '../../../kit/tags/tag.ts';
import type { RequestContext } from '../../../service.ts';
import { type OtherTags, otherTagsTable } from '../tags/other-tags.ts';
import type { ImageRecord, ImageState, ImageStructure } from './image-record.ts';
import { lastLaunchedOf, stateOf } from './image-state.ts';
import { type AllowedImages, allowedImages } from './settings/allowed-images.ts';

const none: readonly Tag[] = [];

/** Images as the account of a request sees them now. */
export interface ImageView {
  readonly allowed: AllowedImages;
  stateOf(record: ImageRecord): ImageState;
  tagsOf(record: ImageRecord): readonly Tag[];
  lastLaunchedOf(record: ImageRecord): string | undefined;
  show(record: ImageRecord): ImageStructure;
}

export function imageView(context: RequestContext): ImageView {
  const { account, clock } = context;
  const allowed = allowedImages(context);
  const otherTags = context.table<OtherTags>(otherTagsTable);
  const view: ImageView = {
    allowed,
    stateOf: (record) => stateOf(record, clock),
    // Tags belong to the account that set them: nobody sees another's.
    tagsOf: ({ image }) =>
      image.OwnerId === account ? (image.Tags ?? none) : (otherTags.get(image.ImageId)?.tags ?? none),
    lastLaunchedOf: (record) => (record.image.OwnerId === account ? lastLaunchedOf(record, clock) : undefined),
    show(record) {
      const { image } = record;
      const own = image.OwnerId === account;
      if (own && !record.making && record.launched === undefined && !allowed.shown) return image;
      const { Tags: _, LastLaunchedTime: __, ...rest } = image;
      const tags = view.tagsOf(record);
      const launched = view.lastLaunchedOf(record);
      return {
        ...rest,
        State: view.stateOf(record),
        ...(tags.length > 0 ? { Tags: tags } : {}),
        ...(launched === undefined ? {} : { LastLaunchedTime: launched }),
        ...(allowed.shown ? { ImageAllowed: allowed.meets(image) } : {}),
      };
    },
  };
  return view;
}
