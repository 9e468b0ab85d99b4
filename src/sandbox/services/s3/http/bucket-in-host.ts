/**
 * The bucket in a host's name: `logs.s3.eu-west-1.amazonaws.com`, `logs.s3.localhost:4566` or `logs.localhost:4566`
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html); undefined where it is in the path.
 */
export function bucketInHost(host: string | undefined): string | undefined {
  const name = host?.replace(/:\d+$/, '').toLowerCase() ?? '';
  const ofS3 = /^(.+?)\.s3[.-]/.exec(`${name}.`)?.[1];
  if (ofS3 !== undefined) return ofS3;
  const local = /^(.+)\.localhost$/.exec(name)?.[1];
  return local === undefined || /^s3(?:[.-]|$)/.test(local) ? undefined : local;
}
