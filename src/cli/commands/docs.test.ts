import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recordingTerminal } from '../../terminal/recording-terminal.ts';
import { main } from '../main.ts';

async function run(...words: string[]) {
  const terminal = recordingTerminal();
  return { code: await main(words, terminal), output: terminal.output(), errors: terminal.errors() };
}

describe('skyql docs', () => {
  it.each(['aws.sagemaker.images', 'sagemaker.images', 'AWS.SageMaker.IMAGES'])(
    'prints the page of %s',
    async (name) => {
      const { code, output, errors } = await run('docs', name);
      expect({ code, errors }).toEqual({ code: 0, errors: '' });
      expect(output).toMatch(/^# `aws\.sagemaker\.images`\n/);
      for (const title of ['Overview', 'Fields', 'Methods', '`SELECT` examples', '`INSERT` examples', 'Permissions'])
        expect(output).toContain(`\n## ${title}\n`);
    },
  );

  it.each(['aws.imagebuilder', 'imagebuilder'])('prints the resources of %s', async (name) => {
    const { code, output } = await run('docs', name);
    expect(code).toBe(0);
    expect(output).toMatch(/^# `aws\.imagebuilder`\n/);
    expect(output).toContain('| `aws.imagebuilder.image_pipelines` | ');
  });

  it('prints the services of aws', async () => {
    expect((await run('docs', 'aws')).output).toMatch(/^# `aws`\n[\s\S]*\| `aws\.ec2` \| /);
  });

  it.each([
    [[], 2, 'Name the resource, or the service', 'skyql docs aws.imagebuilder.images'],
    [['bild'], 2, 'There is no command "docs bild".', 'Did you mean build?'],
    [['build'], 2, 'Say where the site goes.', '--out DIR'],
    [['aws.sagemaker.imges'], 1, 'There is no resource imges in aws.sagemaker.', 'aws.sagemaker.images'],
    [['images'], 1, 'There is no table or resource images.', 'aws.ec2.images'],
    [['build', '--out', 'x', '--service', 'sagemakr'], 1, 'There is no service sagemakr in aws.', 'aws.sagemaker'],
    [['aws.nothing'], 1, 'There is no service nothing in aws.', 'SHOW SERVICES'],
  ])('docs %j is refused', async (words, code, message, hint) => {
    const answer = await run('docs', ...words);
    expect(answer).toMatchObject({ code, output: '' });
    expect(answer.errors).toContain(message);
    expect(answer.errors).toContain(hint);
  });

  it('builds a site', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'skyql-docs-'));
    try {
      const out = join(parent, 'site');
      const { code, output, errors } = await run('docs', 'build', '--out', out, '--service', 'imagebuilder');
      expect({ code, output }).toEqual({ code: 0, output: '' });
      expect(errors).toMatch(/^\d+ pages of 1 service in .*site: [\d.]+ MB in [\d.]+ s\.\n$/);
      const page = await readFile(join(out, 'docs/providers/aws/imagebuilder/image_pipeline/index.md'), 'utf8');
      expect(page).toMatch(/^---\ntitle: "image_pipeline"\n/);
    } finally {
      await rm(parent, { recursive: true, force: true });
    }
  });
});
