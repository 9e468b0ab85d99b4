import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SavedPlan } from '../../session/index.ts';
import { writePlanFile } from './write-plan-file.ts';

describe('writePlanFile', () => {
  const plan = { format_version: 1, digest: 'sha256:0' } as SavedPlan;
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'skyql-plan-'));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('lets its owner alone read the file, also one that everybody could read before', async () => {
    const file = join(directory, 'plan.json');
    await writeFile(file, 'old', { mode: 0o644 });
    await writePlanFile(file, plan);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(plan);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(directory)).toEqual(['plan.json']);
  });

  it('says where it cannot write', async () => {
    await expect(writePlanFile(join(directory, 'no', 'such', 'plan.json'), plan)).rejects.toMatchObject({
      code: 'PLAN_NOT_WRITTEN',
      message: expect.stringContaining('ENOENT'),
      hint: expect.any(String),
    });
  });
});
