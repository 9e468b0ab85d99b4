import { describe, expect, it } from 'vitest';
import type { WireStructure } from '../../../../aws/service-model.ts';
import { structuresOf } from '../../../kit/members.ts';
import { createTestBench } from '../test-bench.ts';

function scannedImages() {
  const bench = createTestBench('instant');
  const infrastructureConfigurationArn = bench.createInfrastructure();
  const scan = { imageScanningConfiguration: { imageScanningEnabled: true } };
  const imageRecipeArn = bench.createRecipe();
  const scanned = bench.createImage({ imageRecipeArn, infrastructureConfigurationArn, ...scan });
  bench.createImage({ imageRecipeArn, infrastructureConfigurationArn });
  const findings = (...filters: WireStructure[]) =>
    structuresOf(bench.call('ListImageScanFindings', filters.length > 0 ? { filters } : {}).findings);
  return { bench, scanned, findings };
}

describe('scan findings', () => {
  it('are of images that are scanned, by severity, vulnerability and image', () => {
    const { scanned, findings } = scannedImages();
    expect(new Set(findings().map((finding) => finding.imageBuildVersionArn))).toEqual(new Set([scanned]));
    expect(findings().length).toBeGreaterThan(1);
    const high = findings({ name: 'severity', values: ['HIGH'] });
    expect(new Set(high.map((finding) => finding.severity))).toEqual(new Set(['HIGH']));
    expect(findings({ name: 'vulnerabilityId', values: ['CVE-2024-6387'] })).toHaveLength(1);
    expect(findings({ name: 'severity', values: ['NONE'] })).toEqual([]);
  });

  it('are counted by account unless a filter says otherwise', () => {
    const { bench, scanned, findings } = scannedImages();
    const byAccount = bench.call('ListImageScanFindingAggregations');
    expect(byAccount).toMatchObject({
      aggregationType: 'accountId',
      responses: [{ accountAggregation: { accountId: '111122223333', severityCounts: { all: findings().length } } }],
    });
    const byImage = bench.call('ListImageScanFindingAggregations', { filter: { name: 'imageBuildVersionArn' } });
    expect(byImage.responses).toMatchObject([{ imageAggregation: { imageBuildVersionArn: scanned } }]);
  });
});

describe('image packages', () => {
  it('are listed unless metadata is not collected', () => {
    const { bench, scanned } = scannedImages();
    const names = (imageBuildVersionArn: string) =>
      structuresOf(bench.call('ListImagePackages', { imageBuildVersionArn }).imagePackageList).map(
        (each) => each.packageName,
      );
    expect(names(scanned)).toContain('openssl');
    const bare = bench.createImage({
      imageRecipeArn: bench.createRecipe({ name: 'Bare' }),
      infrastructureConfigurationArn: bench.createInfrastructure('Other'),
      enhancedImageMetadataEnabled: false,
    });
    expect(names(bare)).toEqual([]);
  });
});
