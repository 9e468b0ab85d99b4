import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadStack } from './load-stack.ts';

it('is the command line for programs', { timeout: 60_000 }, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'skyql-loaded-'));
  await writeFile(
    join(directory, 'stackql_manifest.yml'),
    'name: loaded\nresources:\n  - { name: told, type: query, sql: "SELECT \'{{ vars.WORD }}\' AS word", exports: [word] }\nexports: [word]\n',
  );
  try {
    const stack = await loadStack({
      directory,
      environment: 'dev',
      variables: { WORD: "it's" },
      connect: { sandbox: { seed: 'empty' } },
    });
    expect(stack.name).toBe('loaded');
    expect((await stack.plan()).resources).toMatchObject([{ address: 'told', actions: ['read'] }]);
    const events: string[] = [];
    const built = await stack.build({ onEvent: ({ state }) => events.push(state) });
    expect(built).toMatchObject({ exports: { word: "it's" }, resources: [{ outcome: 'read' }] });
    expect(events).toEqual(['looking', 'read']);
    await expect(loadStack({ directory: join(directory, 'no'), environment: 'dev' })).rejects.toMatchObject({
      code: 'MISSING_FILE',
    });
  } finally {
    await rm(directory, { recursive: true });
  }
});
