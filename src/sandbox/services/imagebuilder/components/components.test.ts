import { describe, expect, it } from 'vitest';
import { structureOf, structuresOf } from '../../../kit/members.ts';
import { clientToken, componentData, createTestBench, updateLinux } from '../test-bench.ts';
import { readPhases } from './documents.ts';

const own = 'arn:aws:imagebuilder:us-east-1:111122223333:component/harden-ssh';

describe('components', () => {
  it('are named in lower case in their ARN and keep their name', () => {
    const bench = createTestBench('real');
    const arn = bench.createComponent();
    expect(arn).toBe(`${own}/1.0.0/1`);
    const answer = bench.call('GetComponent', { componentBuildVersionArn: arn });
    expect(answer.requestId).toMatch(/^request-/);
    expect(answer.component).toMatchObject({
      arn,
      name: 'Harden SSH',
      version: '1.0.0',
      type: 'BUILD',
      platform: 'Linux',
      owner: '111122223333',
      encrypted: true,
      dateCreated: '2026-11-21T12:00:00.000Z',
      tags: {},
    });
    expect(answer.latestVersionReferences).toMatchObject({ latestVersionArn: `${own}/x.x.x` });
  });

  it('are found by wildcards and without a build number', () => {
    const bench = createTestBench('real');
    for (const semanticVersion of ['2.2.4', '1.7.8', '1.6.8', '1.10.0']) bench.createComponent({ semanticVersion });
    const get = (version: string) =>
      structureOf(bench.call('GetComponent', { componentBuildVersionArn: `${own}/${version}` }).component).arn;
    expect(get('x.x.x')).toBe(`${own}/2.2.4/1`);
    expect(get('1.x.x')).toBe(`${own}/1.10.0/1`);
    expect(get('1.6.x')).toBe(`${own}/1.6.8/1`);
    expect(get('1.7.8')).toBe(`${own}/1.7.8/1`);
    expect(() => get('x.2.x')).toThrow(expect.objectContaining({ code: 'InvalidParameterValueException' }));
    expect(() => get('9.x.x')).toThrow(expect.objectContaining({ code: 'ResourceNotFoundException', status: 404 }));
  });

  it('come built in from Amazon', () => {
    const bench = createTestBench('real');
    const found = structureOf(bench.call('GetComponent', { componentBuildVersionArn: updateLinux }).component);
    expect(found.arn).toBe('arn:aws:imagebuilder:us-east-1:aws:component/update-linux/1.0.2/1');
    const listed = structuresOf(bench.call('ListComponents', { owner: 'Amazon' }).componentVersionList);
    expect(listed.map((each) => each.arn)).toContain('arn:aws:imagebuilder:us-east-1:aws:component/update-linux/1.0.1');
    expect(bench.call('ListComponents').componentVersionList).toEqual([]);
    const byName = structuresOf(bench.call('ListComponents', { owner: 'Amazon', byName: true }).componentVersionList);
    expect(byName.filter((each) => each.name === 'update-linux')).toMatchObject([{ version: 'x.x.x' }]);
  });

  it('refuse a version that exists, a wrong version, and data beside a uri', () => {
    const bench = createTestBench('real');
    bench.createComponent();
    expect(() => bench.createComponent()).toThrow(
      `The following resource 'Component' already exists: '${own}/1.0.0/1'.`,
    );
    expect(() => bench.createComponent({ semanticVersion: '1.x.2' })).toThrow(
      expect.objectContaining({ code: 'InvalidVersionNumberException' }),
    );
    const both = { semanticVersion: '3.0.0', uri: 's3://bucket/key' };
    expect(() => bench.createComponent(both)).toThrow(
      expect.objectContaining({ code: 'InvalidParameterCombinationException' }),
    );
    expect(() => bench.createComponent({ semanticVersion: '3.0.0', dryRun: true })).toThrow(
      expect.objectContaining({ code: 'DryRunOperationException', status: 412 }),
    );
  });

  it('are tests when their document has no other phase', () => {
    const bench = createTestBench('real');
    const arn = bench.createComponent({ data: componentData('- echo', 'test') });
    expect(bench.call('GetComponent', { componentBuildVersionArn: arn }).component).toMatchObject({ type: 'TEST' });
  });

  it('stay while a recipe needs them', () => {
    const bench = createTestBench('real');
    const arn = bench.createComponent();
    const imageRecipeArn = bench.createRecipe({ components: [{ componentArn: `${own}/1.x.x` }] });
    expect(() => bench.call('DeleteComponent', { componentBuildVersionArn: arn })).toThrow(
      `Resource dependency error: The resource ARN '${arn}' has other resources depended on it`,
    );
    bench.call('DeleteImageRecipe', { imageRecipeArn });
    expect(bench.call('DeleteComponent', { componentBuildVersionArn: arn })).toMatchObject({
      componentBuildVersionArn: arn,
    });
    expect(() => bench.call('DeleteComponent', { componentBuildVersionArn: arn })).toThrow(
      expect.objectContaining({ code: 'ResourceNotFoundException' }),
    );
  });

  it('answer a repeated client token as before, with other parameters not at all', () => {
    const bench = createTestBench('real');
    const token = clientToken();
    const arn = bench.createComponent({ clientToken: token });
    expect(bench.createComponent({ clientToken: token })).toBe(arn);
    expect(() => bench.createComponent({ clientToken: token, description: 'other' })).toThrow(
      expect.objectContaining({ code: 'IdempotentParameterMismatchException', status: 400 }),
    );
  });

  it('keep tags and policies', () => {
    const bench = createTestBench('real');
    const arn = bench.createComponent({ tags: { team: 'a', stage: 'dev' } });
    bench.call('TagResource', { resourceArn: arn, tags: { team: 'b', cost: '1' } });
    bench.call('UntagResource', { resourceArn: arn, tagKeys: ['stage'] });
    expect(bench.call('ListTagsForResource', { resourceArn: arn })).toEqual({ tags: { team: 'b', cost: '1' } });
    expect(() => bench.call('ListTagsForResource', { resourceArn: `${own}/9.9.9/1` })).toThrow(
      expect.objectContaining({ code: 'ResourceNotFoundException' }),
    );
    expect(() => bench.call('GetComponentPolicy', { componentArn: arn })).toThrow(
      expect.objectContaining({ code: 'ResourceNotFoundException' }),
    );
    bench.call('PutComponentPolicy', { componentArn: arn, policy: '{"Version":"2012-10-17"}' });
    expect(bench.call('GetComponentPolicy', { componentArn: arn }).policy).toBe('{"Version":"2012-10-17"}');
    expect(() => bench.call('PutComponentPolicy', { componentArn: arn, policy: 'no' })).toThrow(
      expect.objectContaining({ code: 'InvalidParameterValueException' }),
    );
  });

  it('turn an imported script into a document, which may fail a build', () => {
    const bench = createTestBench('instant');
    const { componentBuildVersionArn } = bench.call('ImportComponent', {
      name: 'Imported',
      semanticVersion: '1.0.0',
      type: 'BUILD',
      format: 'SHELL',
      platform: 'Linux',
      data: 'echo one\nexit 3\n',
      clientToken: clientToken(),
    });
    const { component } = bench.call('GetComponent', { componentBuildVersionArn });
    const { data } = structureOf(component);
    expect(readPhases(String(data))).toMatchObject([{ name: 'build', steps: [{ action: 'ExecuteBash' }] }]);
    const imageBuildVersionArn = bench.createImage({
      imageRecipeArn: bench.createRecipe({ components: [{ componentArn: componentBuildVersionArn }] }),
      infrastructureConfigurationArn: bench.createInfrastructure(),
    });
    expect(structureOf(bench.call('GetImage', { imageBuildVersionArn }).image).state).toMatchObject({
      status: 'FAILED',
    });
  });

  it('are refused by a recipe whose operating system they do not support', () => {
    const bench = createTestBench('real');
    const ubuntu = bench.createComponent({ supportedOsVersions: ['Ubuntu'] });
    expect(() => bench.createRecipe({ components: [{ componentArn: ubuntu }] })).toThrow(
      expect.objectContaining({
        code: 'InvalidParameterValueException',
        message: expect.stringContaining('does not support'),
      }),
    );
    const linux = bench.createComponent({ name: 'Any', supportedOsVersions: ['Amazon Linux'] });
    expect(bench.createRecipe({ components: [{ componentArn: linux }] })).toContain('golden-linux');
  });

  it('of the marketplace hide their document but from those who run them', () => {
    const bench = createTestBench('real');
    const [listed] = structuresOf(bench.call('ListComponents', { owner: 'AWSMarketplace' }).componentVersionList);
    expect(listed).toMatchObject({ owner: 'AWSMarketplace', productCodes: [{ productCodeType: 'marketplace' }] });
    const resourceArn = `${listed?.arn}/1`;
    const { component } = bench.call('GetComponent', { componentBuildVersionArn: resourceArn });
    expect(structureOf(component).data).toBeUndefined();
    const { data } = bench.call('GetMarketplaceResource', { resourceType: 'COMPONENT_DATA', resourceArn });
    expect(Buffer.from(String(data), 'base64').toString()).toContain('phases:');
    const resourceLocation = 's3://artifacts/hardening/rules.zip';
    const { url } = bench.call('GetMarketplaceResource', {
      resourceType: 'COMPONENT_ARTIFACT',
      resourceArn,
      resourceLocation,
    });
    expect(url).toContain('https://artifacts.s3.us-east-1.amazonaws.com/hardening/rules.zip');
    expect(() =>
      bench.call('GetMarketplaceResource', { resourceType: 'COMPONENT_DATA', resourceArn: updateLinux }),
    ).toThrow(expect.objectContaining({ code: 'InvalidRequestException' }));
  });
});
