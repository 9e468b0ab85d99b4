import { readFileSync } from 'node:fs';
import { SkyqlError } from '../../errors/skyql-error.ts';

/** The certificates in a file, as PEM. Throws `CA_BUNDLE_UNREADABLE`. */
export function readCertificates(file: string): string {
  const hint =
    'AWS_CA_BUNDLE, or ca_bundle of the profile, names a file with PEM certificates of those who are trusted.';
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new SkyqlError('CA_BUNDLE_UNREADABLE', `The certificates cannot be read: ${file}`, { hint, cause });
  }
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  throw new SkyqlError('CA_BUNDLE_UNREADABLE', `There is no certificate in ${file}.`, { hint });
}
