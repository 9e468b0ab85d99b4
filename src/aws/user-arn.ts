/** The ARN of an IAM user: `arn:aws:iam::123456789012:user/ada`. */
export function userArn(partition: string, account: string, name: string): string {
  return `arn:${partition}:iam::${account}:user/${name}`;
}
