import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { modelsIn } from './read-models.ts';
import { ZipArchive } from './zip-archive.ts';

const good = {
  metadata: { apiVersion: '1', endpointPrefix: 'things', protocol: 'json', serviceId: 'Things' },
  operations: {},
  shapes: {},
};

function archive(files: Readonly<Record<string, unknown>>) {
  const bytes = Object.entries(files).map(([name, content]): [string, Uint8Array] => [
    `awscli/botocore/data/${name}.json`,
    new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content)),
  ]);
  return modelsIn(new ZipArchive(Buffer.from(zipSync(Object.fromEntries(bytes)))));
}

describe('modelsIn', () => {
  it('reads the newest version of each service, with its paginators', () => {
    const pagination = { ListThings: { input_token: 'a', output_token: 'b' } };
    const models = archive({
      'things/2014-01-01/service-2': { ...good, documentation: 'old' },
      'things/2015-01-01/service-2': { ...good, documentation: 'new' },
      'things/2015-01-01/paginators-1': { pagination },
      'others/2015-01-01/service-2': good,
      partitions: {},
    });
    expect(models.services).toEqual(['others', 'things']);
    expect(models.read('things')).toMatchObject({ service: 'things', documentation: 'new', paginators: pagination });
    expect(models.read('others').paginators).toEqual({});
  });

  it.each([
    ['json', undefined, 'json'],
    ['rest-xml', ['rest-xml'], 'rest-xml'],
    ['smithy-rpc-v2-cbor', ['smithy-rpc-v2-cbor', 'json'], 'json'],
    ['smithy-rpc-v2-cbor', ['smithy-rpc-v2-cbor', 'query'], 'query'],
    ['smithy-rpc-v2-cbor', ['smithy-rpc-v2-cbor'], 'smithy-rpc-v2-cbor'],
  ])('of %s and %j speaks %s', (protocol, protocols, spoken) => {
    const metadata = { ...good.metadata, protocol, ...(protocols && { protocols }) };
    const models = archive({ 'things/2015-01-01/service-2': { ...good, metadata } });
    expect(models.read('things').metadata.protocol).toBe(spoken);
  });

  it('names the service of what it cannot read', () => {
    const models = archive({
      'broken/2015-01-01/service-2': '{"metadata"',
      'empty/2015-01-01/service-2': { metadata: {} },
      'paged/2015-01-01/service-2': good,
      'paged/2015-01-01/paginators-1': 'none',
      'strange/2015-01-01/service-2': { ...good, metadata: { ...good.metadata, protocol: 'soap' } },
    });
    expect(() => models.read('broken')).toThrow('The model of broken is no JSON.');
    expect(() => models.read('empty')).toThrow('The model of empty lacks its parts.');
    expect(() => models.read('paged')).toThrow('The model of paged is no JSON.');
    expect(() => models.read('strange')).toThrow('strange speaks soap, which the wire does not.');
    expect(() => models.read('gone')).toThrow('There is no model of gone.');
  });
});

describe('a ZIP archive', () => {
  it('gives back what was put in, packed or not', () => {
    const bytes = zipSync({
      a: new Uint8Array([1, 2, 3]),
      b: [new Uint8Array(5000), { level: 0 }],
      c: new Uint8Array(0),
    });
    const zip = new ZipArchive(Buffer.from(bytes));
    expect(zip.names).toEqual(['a', 'b', 'c']);
    expect([...zip.read('a')]).toEqual([1, 2, 3]);
    expect(zip.read('b')).toHaveLength(5000);
    expect(zip.read('c')).toHaveLength(0);
    expect(() => zip.read('d')).toThrow('no entry d');
    expect(() => new ZipArchive(Buffer.from('none'))).toThrow('no ZIP archive');
  });
});
