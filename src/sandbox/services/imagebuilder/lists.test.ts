import { describe, expect, it } from 'vitest';
import type { WireStructure } from '../../../aws/service-model.ts';
import { structureOf, structuresOf, textOf } from '../../kit/members.ts';
import { clientToken, createTestBench, type TestBench } from './test-bench.ts';

function pages(bench: TestBench, operation: string, member: string, input: WireStructure = {}): WireStructure[][] {
  const found: WireStructure[][] = [];
  let nextToken: string | undefined;
  do {
    const answer = bench.call(operation, nextToken === undefined ? input : { ...input, nextToken });
    found.push([...structuresOf(answer[member])]);
    nextToken = textOf(answer.nextToken);
  } while (nextToken !== undefined);
  return found;
}

describe('lists', () => {
  it('have 25 items a page, or fewer when asked', () => {
    const bench = createTestBench('real');
    for (let count = 0; count < 60; count += 1) bench.createInfrastructure(`Hosts ${count}`);
    const member = 'infrastructureConfigurationSummaryList';
    const sizes = (input?: WireStructure) =>
      pages(bench, 'ListInfrastructureConfigurations', member, input).map((page) => page.length);
    expect(sizes()).toEqual([25, 25, 10]);
    expect(sizes({ maxResults: 20 })).toEqual([20, 20, 20]);
  });

  it('filter a page after it is cut, so that pages may be empty', () => {
    const bench = createTestBench('real');
    for (let count = 0; count < 60; count += 1) bench.createInfrastructure(`Hosts ${count}`);
    const filters = [{ name: 'name', values: ['Hosts 30', 'Hosts 59'] }];
    const member = 'infrastructureConfigurationSummaryList';
    const found = pages(bench, 'ListInfrastructureConfigurations', member, { filters });
    expect(found.map((page) => page.map((each) => each.name))).toEqual([[], ['Hosts 30'], ['Hosts 59']]);
  });

  it('refuse tokens and filters that they do not know', () => {
    const bench = createTestBench('real');
    expect(() => bench.call('ListImages', { nextToken: 'bogus' })).toThrow(
      expect.objectContaining({ code: 'InvalidPaginationTokenException', status: 400 }),
    );
    for (let count = 0; count < 26; count += 1) bench.createInfrastructure(`Hosts ${count}`);
    const { nextToken } = bench.call('ListInfrastructureConfigurations');
    expect(() => bench.call('ListImages', { nextToken })).toThrow(
      expect.objectContaining({ code: 'InvalidPaginationTokenException' }),
    );
    const input = { filters: [{ name: 'name', values: ['Hosts 1'] }] };
    expect(() => bench.call('ListInfrastructureConfigurations', { ...input, nextToken })).toThrow(
      expect.objectContaining({ code: 'InvalidPaginationTokenException' }),
    );
    expect(bench.call('ListInfrastructureConfigurations', { maxResults: 3, nextToken })).toMatchObject({
      infrastructureConfigurationSummaryList: [{ name: 'Hosts 25' }],
    });
    bench.createComponent();
    expect(() => bench.call('ListComponents', { filters: [{ name: 'colour', values: ['red'] }] })).toThrow(
      expect.objectContaining({ code: 'InvalidParameterValueException' }),
    );
  });

  it('take every filter, each with any of its values', () => {
    const bench = createTestBench('real');
    bench.createComponent({ name: 'First', description: 'one' });
    bench.createComponent({ name: 'Second', description: 'two' });
    bench.createComponent({ name: 'Third', description: 'two', supportedOsVersions: ['Ubuntu 24'] });
    const names = (...filters: WireStructure[]) =>
      structuresOf(bench.call('ListComponents', { filters }).componentVersionList).map((each) => each.name);
    expect(names({ name: 'description', values: ['two'] })).toEqual(['Second', 'Third']);
    expect(names({ name: 'name', values: ['First', 'Third'] }, { name: 'description', values: ['two'] })).toEqual([
      'Third',
    ]);
    expect(names({ name: 'supportedOsVersion', values: ['Ubuntu 24'] })).toEqual(['Third']);
    expect(names({ name: 'name', values: ['first'] })).toEqual([]);
  });

  it('show versions of images once, and their builds newest first', () => {
    const bench = createTestBench('instant');
    const infrastructureConfigurationArn = bench.createInfrastructure();
    const build = (imageRecipeArn: string) => bench.createImage({ imageRecipeArn, infrastructureConfigurationArn });
    const first = bench.createRecipe();
    const second = bench.createRecipe({ semanticVersion: '1.1.0' });
    const other = bench.createRecipe({ name: 'Web' });
    const arns = [first, first, second, other].map(build);
    const list = (input: WireStructure = {}) =>
      structuresOf(bench.call('ListImages', input).imageVersionList).map((each) => [each.name, each.version]);
    expect(list()).toEqual([
      ['Golden Linux', '1.0.0'],
      ['Web', '1.0.0'],
      ['Golden Linux', '1.1.0'],
    ]);
    expect(list({ filters: [{ name: 'version', values: ['1.1.0'] }] })).toEqual([['Golden Linux', '1.1.0']]);
    expect(list({ byName: true })).toEqual([
      ['Golden Linux', 'x.x.x'],
      ['Web', 'x.x.x'],
    ]);
    expect(() => list({ byName: true, filters: [{ name: 'version', values: ['1.0.0'] }] })).toThrow(
      "The value supplied for parameter 'filters' is not valid. You cannot list Images by name and filter by version in the same request.",
    );
    expect(list({ owner: 'Amazon' })).toContainEqual(['Amazon Linux 2023 x86', '2025.11.3']);
    const imageVersionArn = arns[0]?.replace(/\/1$/, '');
    const builds = structuresOf(bench.call('ListImageBuildVersions', { imageVersionArn }).imageSummaryList);
    expect(builds.map((each) => each.version)).toEqual(['1.0.0/2', '1.0.0/1']);
    expect(builds[0]).toMatchObject({ state: { status: 'AVAILABLE' }, owner: '111122223333' });
    expect(structuresOf(structureOf(builds[0]?.outputResources).amis)).toHaveLength(1);

    bench.call('StartResourceStateUpdate', {
      resourceArn: arns[3],
      state: { status: 'DEPRECATED' },
      clientToken: clientToken(),
    });
    expect(list()).not.toContainEqual(['Web', '1.0.0']);
    expect(list({ includeDeprecated: true })).toContainEqual(['Web', '1.0.0']);
  });

  it('show the images of a pipeline by version, never by build', () => {
    const bench = createTestBench('instant');
    const pipeline = bench.call('CreateImagePipeline', {
      name: 'Nightly',
      imageRecipeArn: bench.createRecipe({ semanticVersion: '1.0.4' }),
      infrastructureConfigurationArn: bench.createInfrastructure(),
      clientToken: clientToken(),
    });
    const { imagePipelineArn } = pipeline;
    for (let run = 0; run < 3; run += 1)
      bench.call('StartImagePipelineExecution', { imagePipelineArn, clientToken: clientToken() });
    const count = (value: string) =>
      structuresOf(
        bench.call('ListImagePipelineImages', { imagePipelineArn, filters: [{ name: 'version', values: [value] }] })
          .imageSummaryList,
      ).length;
    expect(count('1.0.4')).toBe(3);
    expect(count('1.0.4/3')).toBe(0);
  });

  it('keep accounts and regions apart', () => {
    const bench = createTestBench('instant');
    bench.createInfrastructure();
    expect(bench.state.places('imagebuilder.infrastructure-configurations')).toEqual([
      { account: '111122223333', region: 'us-east-1' },
    ]);
  });
});
