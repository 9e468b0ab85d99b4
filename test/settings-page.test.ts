import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../src/host/config/parse-config.ts';
import { codeBlocks } from './support/markdown-page.ts';

describe('docs/settings.md', () => {
  it('has examples of skyql.yaml that are right', () => {
    const text = readFileSync(new URL('../docs/settings.md', import.meta.url), 'utf8');
    const examples = codeBlocks(text, 'yaml');
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      const { connections, groups, defaults, limits } = parseConfig(example, 'skyql.yaml');
      expect([connections, groups, defaults, limits]).not.toContain(undefined);
    }
  });
});
