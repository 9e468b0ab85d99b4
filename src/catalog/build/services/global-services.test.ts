import { expect, it } from 'vitest';
import { openModels } from '../../../../tools/catalog/open-models.ts';
import { isGlobal } from './global-services.ts';

const models = openModels();

it.each(['iam', 'route53', 'cloudfront', 'organizations', 'waf', 'networkmanager', 'health'])(
  '%s is global',
  (service) => {
    expect(isGlobal(models.read(service))).toBe(true);
  },
);

it.each(['s3', 'sts', 'ec2', 'wafv2', 'sso-admin', 'dynamodb', 'route53resolver'])('%s is regional', (service) => {
  expect(isGlobal(models.read(service))).toBe(false);
});

it('what no API knows is regional', () => {
  expect(isGlobal(undefined)).toBe(false);
});
