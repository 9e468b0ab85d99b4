import { openCatalog } from '../src/catalog/open-catalog.ts';
import { complete } from '../src/completion/complete.ts';
import type { Known } from '../src/completion/known.ts';
import { withOtherNames } from '../src/naming/with-other-names.ts';
import type { Figure } from './figure.ts';
import { median } from './median.ts';

/** What is typed key by key, with a completion asked for after each. */
const statements = [
  "SELECT image_id, name FROM aws.ec2.images WHERE region = 'us-east-1' AND architecture = 'arm64' ORDER BY creation_date DESC",
  'SELECT * FROM aws.ec2.instances i JOIN aws.ec2.subnets s ON s.subnet_id = i.subnet_id WHERE s.vpc_id IS NOT NULL',
  "WITH old AS (SELECT image_id FROM aws.ec2.images WHERE Owners = 'self') SELECT * FROM old WHERE image_id LIKE 'ami-%'",
  "EXEC aws.ec2.images.image_Copy @Name = 'golden', @SourceImageId = 'ami-1', @SourceRegion = 'eu-west-1'",
  'SELECT * FROM certificates',
  'SELECT * FROM security_groups',
];
const functions = Array.from({ length: 700 }, (_, index) => ({
  name: `function_${index}`,
  kind: 'scalar' as const,
  description: 'What it answers.',
}));

/** What a key costs while a statement is typed: with a catalog that has read what is named, and with one that has read nothing. */
export async function completionFigures(): Promise<readonly Figure[]> {
  const warm = opened();
  for (const statement of statements) await type(statement, warm);
  const again: number[] = [];
  for (const statement of statements) again.push(...(await type(statement, warm)));
  const first: number[] = [];
  for (let run = 0; run < 5; run += 1)
    for (const statement of statements) first.push(...(await type(statement, opened())));
  return [
    figure('Complete after each key, all read before', again),
    figure('Complete after each key, nothing read before', first),
  ];
}

function opened(): Known {
  return {
    catalogs: [withOtherNames(openCatalog('aws'))],
    use: [],
    functions: async () => functions,
    regions: async () => ['us-east-1', 'eu-west-1'],
  };
}

async function type(statement: string, known: Known): Promise<readonly number[]> {
  const times: number[] = [];
  for (let cursor = 1; cursor <= statement.length; cursor += 1) {
    const { user, system } = process.cpuUsage();
    await complete(statement.slice(0, cursor), cursor, known);
    const taken = process.cpuUsage({ user, system });
    times.push((taken.user + taken.system) / 1_000);
  }
  return times;
}

function figure(what: string, times: readonly number[]): Figure {
  const sorted = [...times].sort((one, other) => one - other);
  const most = sorted[Math.floor(sorted.length * 0.95)] ?? 0;
  const worst = sorted.at(-1) ?? 0;
  return {
    what: `${what}: processor time`,
    measured: `${median(times).toFixed(1)} ms`,
    beside: `95 of 100 under ${most.toFixed(1)} ms, the worst of ${times.length} ${worst.toFixed(1)} ms`,
    goal: '95 of 100 under 8 ms, none over 30 ms',
    holds: most < 8 && worst < 30,
  };
}
