import type { CommandDescription } from '../arguments/command.ts';

export const sandboxCommand: CommandDescription = {
  name: 'sandbox',
  summary: 'Serve the sandbox to any AWS client: boto3, the AWS CLI, SDKs, Terraform',
  maxOperands: 0,
  details:
    'An AWS-compatible endpoint on this machine. What it holds is in memory and gone when it ends, unless --data names a\n' +
    'directory that keeps it.',
  options: [
    { name: 'port', value: 'PORT', description: 'The port to listen on; 0 takes any free one (4566)' },
    { name: 'host', value: 'ADDRESS', description: 'The address to listen on (127.0.0.1: this machine alone)' },
    {
      name: 'allow-host',
      value: 'NAME',
      repeatable: true,
      description: 'A name under which clients reach it, besides localhost, addresses and names of AWS',
    },
    {
      name: 'seed',
      value: 'SEED',
      description: 'What it holds at the start: demo, FILE.yaml, estate=1000 (so many images a region), empty (empty)',
    },
    { name: 'state', value: 'FILE', description: 'Begin with a snapshot that GET /_skyql/state made' },
    { name: 'data', value: 'DIRECTORY', description: 'Keep what it holds there, and begin with what is there' },
    {
      name: 'clock',
      value: 'CLOCK',
      choices: ['real', 'short', 'fast', 'instant'],
      description:
        'How long builds take: real as on AWS, short some seconds, instant none; fast lets time itself pass 600 times as fast (short)',
    },
    {
      name: 'auth',
      value: 'MODE',
      choices: ['verify', 'off'],
      description: 'Whether signatures are verified: verify or off (verify)',
    },
    {
      name: 'credentials',
      value: 'FILE',
      description: 'Access keys with secrets and accounts of their own, in the form of ~/.aws/credentials',
    },
    { name: 'quiet', short: 'q', description: 'Print the address alone' },
    { name: 'no-color', description: 'No colours (also NO_COLOR)' },
    { name: 'debug', description: 'Show stack traces' },
  ],
  examples: [
    { description: 'Serve the demo estate', command: 'skyql sandbox --seed demo' },
    {
      description: 'Use it from the AWS CLI, in another terminal',
      command:
        'AWS_ENDPOINT_URL=http://127.0.0.1:4566 AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test aws sagemaker list-images --region us-east-1',
    },
    { description: 'Keep what it holds over restarts', command: 'skyql sandbox --data ./sandbox' },
    {
      description: 'For a test run: empty, any free port, nothing takes time',
      command: 'skyql sandbox --port 0 --clock instant',
    },
  ],
  load: async () => (await import('./sandbox.ts')).runSandbox,
};
