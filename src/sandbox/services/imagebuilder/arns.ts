import { arnIn } from '../../kit/arn-in.ts';
import type { RequestContext } from '../../service.ts';

export type ResourceKind =
  | 'component'
  | 'image-recipe'
  | 'container-recipe'
  | 'infrastructure-configuration'
  | 'distribution-configuration'
  | 'image'
  | 'image-pipeline'
  | 'lifecycle-policy'
  | 'workflow/build'
  | 'workflow/test'
  | 'workflow/distribution';

export interface ResourceArn {
  readonly partition: string;
  readonly region: string;
  /** Twelve digits, or `aws` and its relatives for what Amazon owns. */
  readonly account: string;
  readonly kind: string;
  /** As the ARN has it: lower case, `-` for spaces and underscores. */
  readonly name: string;
  readonly version: string | undefined;
  readonly build: number | undefined;
}

/** A resource's name as its ARN has it: names that differ in case, spaces or underscores alone are one. */
export function nameInArn(name: string): string {
  return name.toLowerCase().replaceAll(/[ _]/g, '-');
}

export function arnOf(
  place: Pick<RequestContext, 'partition' | 'region' | 'account'>,
  kind: ResourceKind,
  name: string,
  ...version: readonly (string | number)[]
): string {
  const path = [kind, nameInArn(name), ...version].join('/');
  return arnIn(place, 'imagebuilder', path);
}

const pattern =
  /^arn:([^:]+):imagebuilder:([^:]+):([^:]+):(workflow\/(?:build|test|distribution)|[a-z-]+)\/([^/]+)(?:\/([^/]+))?(?:\/(\d+))?$/;

export function parseArn(arn: string): ResourceArn | undefined {
  const match = pattern.exec(arn);
  if (!match) return undefined;
  const [, partition = '', region = '', account = '', kind = '', name = '', version, build] = match;
  return { partition, region, account, kind, name, version, build: build === undefined ? undefined : Number(build) };
}

/** Whether Amazon owns it: such resources come with the sandbox. */
export function isAmazonArn(arn: string): boolean {
  return /:imagebuilder:[^:]+:(?:aws|third-party)[^:]*:/.test(arn);
}

/** The ARN without its build number. */
export function versionArn(buildVersionArn: string): string {
  return buildVersionArn.replace(/(\/\d+\.\d+\.\d+)\/\d+$/, '$1');
}
