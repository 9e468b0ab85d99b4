/**
 * A name of AWS as SQL writes it: `ImageTestsConfiguration` -> `image_tests_configuration`, `ImageURI` -> `image_uri`,
 * `S3Uri` -> `s3_uri`, `SubnetIDs` -> `subnet_ids`, `IPv6Address` -> `ipv6_address`.
 */
export function snakeCase(name: string): string {
  return name
    .replace(/IPv([46])/g, 'Ipv$1')
    .replace(/IoT/g, 'Iot')
    .replace(/OAuth/g, 'Oauth')
    .replace(/([A-Z])([A-Z]+)s(?![a-z])/g, (_, first: string, rest: string) => `${first}${rest.toLowerCase()}s`)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/[-\s.]+/g, '_')
    .toLowerCase();
}
