import { expect, it } from 'vitest';
import { recordingTerminal } from '../../terminal/recording-terminal.ts';
import { parseArguments } from '../arguments/parse-arguments.ts';
import { queryCommand } from './query-description.ts';
import { regionOfSandbox, tellRegionOfSandbox } from './region-of-sandbox.ts';

it.each([
  [['--sandbox'], {}, 'us-east-1'],
  [['--sandbox'], { AWS_REGION: '' }, 'us-east-1'],
  [['--sandbox', '--region', 'eu-west-1'], {}, undefined],
  [['--sandbox'], { AWS_REGION: 'eu-west-1' }, undefined],
  [['--sandbox'], { AWS_DEFAULT_REGION: 'eu-west-1' }, undefined],
  [['--sandbox', '--config', 'skyql.yaml'], {}, undefined],
  [[], {}, undefined],
])('%j in %j uses %s', (words, environment, region) => {
  expect(regionOfSandbox(parseArguments(queryCommand, words), { environment })).toBe(region);
});

it.each([
  ['SELECT 1; SELECT 2', true, 'No region is set: the sandbox uses us-east-1.\n'],
  ['SELECT 1', false, ''],
  ["SELECT 1 FROM aws.ec2.images WHERE region = 'eu-west-1'", true, ''],
])('is told once, to people, where the statements name none: %s', (script, errorIsScreen, told) => {
  const terminal = recordingTerminal({ errorIsScreen });
  tellRegionOfSandbox(parseArguments(queryCommand, ['--sandbox']), terminal, script);
  expect(terminal.errors()).toBe(told);
});
