/** How SQL names a service of botocore's: `cognito-idp` is `cognito_idp`. */
export function serviceName(folder: string): string {
  return folder.replaceAll('-', '_');
}
