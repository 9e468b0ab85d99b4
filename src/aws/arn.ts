/** The parts of an Amazon Resource Name; region and account are empty where the resource has none. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** All that follows the account: `image/my-recipe/1.0.0/1`. May hold colons. */
  readonly resource: string;
}

/** The parts of an ARN; undefined when the text is none. */
export function parseArn(text: string): Arn | undefined {
  const match = /^arn:([^:\s]+):([^:\s]+):([^:\s]*):([^:\s]*):(.+)$/s.exec(text);
  if (match === null) return undefined;
  const [, partition = '', service = '', region = '', account = '', resource = ''] = match;
  return { partition, service, region, account, resource };
}

export function formatArn(arn: Arn): string {
  return `arn:${arn.partition}:${arn.service}:${arn.region}:${arn.account}:${arn.resource}`;
}
