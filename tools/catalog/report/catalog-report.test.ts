import { describe, expect, it } from 'vitest';
import { buildServices } from '../build-services.ts';
import { catalogReport } from './catalog-report.ts';

describe('the report on the catalog', () => {
  it('says what was merged with what, and what was not and why', async () => {
    const report = catalogReport(await buildServices({ services: ['iam', 'qldb'], onModel: () => undefined }));
    expect(report).toMatch(/^\| services \| 2 \|$/m);
    expect(report).toMatch(/^## iam$/m);
    expect(report).toMatch(/^\| roles \| AWS::IAM::Role \| ListRoles \(list/m);
    expect(report).toMatch(/^\| AWS::QLDB::Ledger \| \S.* \|$/m);
  }, 60_000);
});
