/** `AWS::EC2` of `AWS::EC2::Instance`. */
export function namespaceOf(typeName: string): string {
  return typeName.slice(0, typeName.lastIndexOf('::'));
}

/** How SQL names a namespace: `certificatemanager` of `AWS::CertificateManager`, `alexa_ask` of `Alexa::ASK`. */
export function namespaceName(namespace: string): string {
  return namespace
    .replace(/^AWS::/, '')
    .replaceAll('::', '_')
    .toLowerCase();
}
