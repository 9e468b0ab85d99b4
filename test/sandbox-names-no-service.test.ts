import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { allServices } from '../src/sandbox/services/all-services.ts';

const sandbox = fileURLToPath(new URL('../src/sandbox', import.meta.url));
const names = new Set(allServices().map(({ service }) => service));

/** What all services share, with how much of each file may not name one: comments of the core may, as examples. */
const shared = [
  ...filesIn('http').map((file) => [file, readFileSync(file, 'utf8')] as const),
  ...filesIn('state').map((file) => [file, readFileSync(file, 'utf8')] as const),
  ...['dialect.ts', 'sandbox.ts', 'service.ts'].map((file) => {
    const text = readFileSync(join(sandbox, file), 'utf8');
    return [file, text.replace(/\/\*\*.*?\*\/|\/\/[^\n]*/gs, '')] as const;
  }),
];

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(sandbox, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** `isS3Request` names S3, `address` no STS: words end where the case changes, too. */
function namedIn(text: string): readonly string[] {
  const words = text.match(/[A-Z]*[a-z0-9]+|[A-Z0-9]+/g) ?? [];
  return words.map((word) => word.toLowerCase()).filter((word) => names.has(word));
}

describe('what the services of the sandbox share', () => {
  it.each(shared)('names none of them: %s', (_, text) => {
    expect(namedIn(text)).toEqual([]);
  });

  it('is looked at in a way that finds names', () => {
    const text = "import { isS3V2 } from './ec2/x.ts'; const iamRole = 'arn:aws:sts'; const address = 'bucketsts';";
    expect(namedIn(text)).toEqual(['s3', 'ec2', 'iam', 'sts']);
    expect(shared.length).toBeGreaterThan(40);
  });
});
