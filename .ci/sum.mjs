// Adds up the reports of all suites and prints `N passed, N failed`. A step that failed and a suite that left no report
// count as one failure each.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [failedSteps = '0', reports = '.', ...suites] = process.argv.slice(2);

const readers = {
  vitest() {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(
      readFileSync(join(reports, 'vitest.json'), 'utf8'),
    );
    // A file that cannot be loaded has no tests of its own to fail.
    const broken = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
    return { passed: numPassedTests, failed: numFailedTests + broken };
  },
  pytest() {
    const [suite = ''] = readFileSync(join(reports, 'pytest.xml'), 'utf8').match(/<testsuite [^>]*>/) ?? [];
    const count = (name) => Number(new RegExp(` ${name}="(\\d+)"`).exec(suite)?.[1] ?? Number.NaN);
    const failed = count('failures') + count('errors');
    return { passed: count('tests') - failed - count('skipped'), failed };
  },
};

let passed = 0;
let failed = Number(failedSteps);
for (const suite of suites) {
  try {
    const counts = readers[suite]();
    if (!Number.isInteger(counts.passed) || !Number.isInteger(counts.failed)) throw new Error('it has no counts');
    passed += counts.passed;
    failed += counts.failed;
  } catch (error) {
    console.error(`The report of ${suite} cannot be read: ${error.message}`);
    failed += 1;
  }
}
if (suites.length === 0) failed = Math.max(failed, 1);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
