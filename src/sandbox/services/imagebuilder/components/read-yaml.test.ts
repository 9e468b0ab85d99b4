import { expect, it } from 'vitest';
import { readYaml } from './read-yaml.ts';

it('reads a document, also when many others came between', () => {
  const read = () => readYaml('phases: [{ name: build }]');
  expect(read()).toEqual({ content: { phases: [{ name: 'build' }] } });
  expect(read()).toBe(read());
  for (let number = 0; number < 1000; number++) expect(readYaml(`number: ${number}`)).toEqual({ content: { number } });
  expect(read()).toEqual({ content: { phases: [{ name: 'build' }] } });
});

it('tells what keeps a text from being YAML, each time', () => {
  for (let time = 0; time < 2; time++) expect(readYaml('a: [')).toEqual({ problem: expect.stringContaining('Flow') });
});
