import { strToU8, zipSync } from 'fflate';

/** A schema in the form in which AWS publishes it. */
export function publishedSchema(typeName: string, more: Readonly<Record<string, unknown>> = {}): object {
  return {
    typeName,
    description: `Resource Type definition for ${typeName}`,
    sourceUrl: 'https://example.com/schemas',
    properties: { Name: { type: 'string', pattern: '^[a-z]+$' }, Arn: { type: 'string' } },
    required: ['Name'],
    primaryIdentifier: ['/properties/Arn'],
    readOnlyProperties: ['/properties/Arn'],
    createOnlyProperties: ['/properties/Name'],
    additionalProperties: false,
    handlers: Object.fromEntries(
      ['create', 'read', 'update', 'delete', 'list'].map((name) => [name, { permissions: [`shop:${name}`] }]),
    ),
    ...more,
  };
}

/** An archive like AWS's with some schemas, and enough others to be one. */
export function smallArchive(schemas: readonly object[], others = 110): Buffer {
  const all = [
    ...schemas,
    ...Array.from({ length: others }, (_, index) => publishedSchema(`AWS::Filler::Thing${index}`)),
  ];
  return zipOf(Object.fromEntries(all.map((schema, index) => [`aws-type-${index}.json`, JSON.stringify(schema)])));
}

export function zipOf(files: Readonly<Record<string, string>>): Buffer {
  // Some bytes of a zip file are dates: the same contents are to be the same file.
  const mtime = '2026-01-01';
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, [strToU8(text), { mtime }]]))),
  );
}
