import { SkyqlError } from '../../errors/skyql-error.ts';

/** Why an archive is refused: `damaged` when its bytes are wrong, `foreign` when it holds something else. */
export function unreadableArchive(reason: string, cause?: unknown): SkyqlError {
  return new SkyqlError('ARCHIVE_UNREADABLE', `The schema archive cannot be read: ${reason}.`, {
    hint: 'Fetch it again; what was loaded before stays in use.',
    ...(cause !== undefined && { cause }),
  });
}

export function foreignArchive(reason: string): SkyqlError {
  return new SkyqlError('ARCHIVE_FOREIGN', `This is not AWS's schema archive: ${reason}.`, {
    hint: 'Give CloudformationSchema.zip as AWS publishes it; what was loaded before stays in use.',
  });
}
