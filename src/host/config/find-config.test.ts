import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findConfig, userConfig } from './find-config.ts';

describe('findConfig', () => {
  let directory: string;
  let home: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'skyql-config-'));
    home = join(directory, 'home');
    mkdirSync(join(home, 'skyql'), { recursive: true });
    mkdirSync(join(directory, 'project'));
    writeFileSync(join(home, 'skyql', 'skyql.yaml'), '');
    writeFileSync(join(directory, 'project', 'skyql.yaml'), '');
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  it('takes the project’s, or else the user’s, or the one that the environment names', () => {
    const environment = { XDG_CONFIG_HOME: home };
    const project = join(directory, 'project');
    expect(findConfig({ directory: project, environment })).toBe(join(project, 'skyql.yaml'));
    expect(findConfig({ directory, environment })).toBe(join(home, 'skyql', 'skyql.yaml'));
    expect(findConfig({ directory, environment: { XDG_CONFIG_HOME: directory } })).toBeUndefined();
    const named = { ...environment, SKYQL_CONFIG: 'project/skyql.yaml' };
    expect(findConfig({ directory, environment: named })).toBe(join(project, 'skyql.yaml'));
    expect(findConfig({ directory, environment: { SKYQL_CONFIG: '/nowhere.yaml' } })).toBe('/nowhere.yaml');
  });

  it('looks for the user’s in ~/.config unless XDG says otherwise', () => {
    expect(userConfig({})).toMatch(/\.config[\\/]skyql[\\/]skyql\.yaml$/);
  });
});
