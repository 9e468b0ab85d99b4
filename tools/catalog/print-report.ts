import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { buildServices } from './build-services.ts';
import { catalogReport } from './report/catalog-report.ts';

// npm run catalog:report [-- --service ec2] [-- --out FILE]
const { values } = parseArgs({
  options: { out: { type: 'string' }, service: { type: 'string', multiple: true } },
});
const report = catalogReport(
  await buildServices({ ...(values.service && { services: values.service }), onModel: () => undefined }),
);
if (values.out === undefined) process.stdout.write(`${report}\n`);
else writeFileSync(values.out, `${report}\n`);
