/** How SQL names a service of botocore's: `cognito-idp` is `cognito_idp`. */
export function serviceName(folder: string): string {
  return folder.replaceAll('-', '_');
}

/** How SQL names a CloudFormation namespace: `AWS::CertificateManager` is `certificatemanager`, `Alexa::ASK` is `alexa_ask`. */
export function namespaceName(namespace: string): string {
  return namespace
    .replace(/^AWS::/, '')
    .replaceAll('::', '_')
    .toLowerCase();
}

/** The namespace of a type: `AWS::EC2` of `AWS::EC2::Instance`. */
export function namespaceOf(typeName: string): string {
  return typeName.slice(0, typeName.lastIndexOf('::'));
}
