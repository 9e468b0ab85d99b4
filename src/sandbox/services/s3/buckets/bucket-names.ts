import { s3Fault } from '../faults.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const reserved = [/^xn--/, /^sthree-/, /-s3alias$/, /--ol-s3$/, /\.mrap$/, /--x-s3$/, /--table-s3$/];

export function checkBucketName(name: string): void {
  const isName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !name.includes('..');
  const isAddress = /^\d{1,3}(?:\.\d{1,3}){3}$/.test(name);
  const isReserved = reserved.some((pattern) => pattern.test(name));
  if (!isName || isAddress || isReserved) throw s3Fault('InvalidBucketName', { BucketName: name });
}
