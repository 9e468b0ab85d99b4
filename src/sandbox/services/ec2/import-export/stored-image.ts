import { isStructure } from '../../../../aws/protocols/structure-values.ts';
import type { WireStructure } from '../../../../aws/service-model.ts';
import { structuresOf, textOf } from '../../../kit/members.ts';
import type { ImageStructure } from '../images/image-record.ts';

/** What is in the object that CreateStoreImageTask writes: the sandbox has no blocks of disks to put there. */
export interface StoredImage {
  readonly image: ImageStructure;
  readonly uefiData?: string;
}

const format = 'skyql-stored-ami-1';

export function writeStoredImage(stored: StoredImage): Uint8Array {
  return Buffer.from(JSON.stringify({ format, ...stored }));
}

/** Undefined for bytes that CreateStoreImageTask did not write. */
export function readStoredImage(bytes: Uint8Array): StoredImage | undefined {
  try {
    const stored: WireStructure = JSON.parse(Buffer.from(bytes).toString());
    if (stored.format !== format || !isImage(stored.image)) return undefined;
    const uefiData = textOf(stored.uefiData);
    return { image: stored.image, ...(uefiData === undefined ? {} : { uefiData }) };
  } catch {
    return undefined;
  }
}

function isImage(value: WireStructure[string] | undefined): value is ImageStructure {
  return (
    isStructure(value) &&
    typeof value.ImageId === 'string' &&
    typeof value.Name === 'string' &&
    structuresOf(value.BlockDeviceMappings).length > 0
  );
}
