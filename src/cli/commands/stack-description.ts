import { exitCode } from '../../terminal/exit-code.ts';
import type { CommandDescription } from '../arguments/command.ts';
import { exportOptions, runOptions, variableOptions } from './stack/stack-options.ts';

const operands = 'DIR ENV';

const initCommand: CommandDescription = {
  name: 'stack init',
  summary: 'Write a first stack: a manifest and what it needs',
  operands: 'DIR',
  maxOperands: 1,
  options: [
    { name: 'no-color', description: 'No colours (also NO_COLOR)' },
    { name: 'debug', description: 'Show stack traces' },
  ],
  examples: [
    {
      description: 'Write one, and try it where it costs nothing',
      command: 'skyql stack init my-stack && skyql stack build my-stack dev --sandbox -e AWS_REGION=us-east-1',
    },
  ],
  load: async () => (await import('./stack/stack-init.ts')).runStackInit,
};

const infoCommand: CommandDescription = {
  name: 'stack info',
  summary: 'Check a stack without a call, and list its resources in their order',
  operands,
  maxOperands: 2,
  options: variableOptions,
  examples: [{ description: 'Is it right?', command: 'skyql stack info my-stack dev -e AWS_REGION=us-east-1' }],
  load: async () => (await import('./stack/stack-info.ts')).runStackInfo,
};

const planCommand: CommandDescription = {
  name: 'stack plan',
  summary: 'Show what a build would do, and change nothing (exit 2: there are changes)',
  operands,
  maxOperands: 2,
  options: [
    ...runOptions,
    { name: 'out', value: 'FILE', description: 'Keep the plan; skyql stack build --plan FILE does exactly that' },
  ],
  usageCode: exitCode.failed,
  examples: [
    { description: 'See first', command: 'skyql stack plan my-stack dev' },
    {
      description: 'In CI: keep what somebody has to agree to',
      command: 'skyql stack plan my-stack prd --out plan.json',
    },
  ],
  load: async () => (await import('./stack/stack-plan.ts')).runStackPlan,
};

const buildCommand: CommandDescription = {
  name: 'stack build',
  summary: 'Create and update what a stack says, and nothing that is so already',
  operands,
  maxOperands: 2,
  details: 'The same build run again goes on where it was interrupted. Exports are written to standard output.',
  options: [
    ...runOptions,
    { name: 'dry-run', description: 'Show what would be done, and change nothing' },
    { name: 'plan', value: 'FILE', description: 'Do what a plan says, and nothing where anything has moved since' },
    { name: 'replace', description: 'Delete and create anew what cannot be changed' },
    {
      name: 'forget',
      value: 'NAME',
      repeatable: true,
      description: 'Leave to others what the manifest has no more and the record still knows (repeated or a,b)',
    },
    {
      name: 'on-failure',
      value: 'WHAT',
      choices: ['rollback', 'ignore', 'error'],
      description: 'After a failure: undo what this build did, go on with the others, or stop (error)',
    },
    { name: 'output-file', value: 'FILE', description: 'Write the exports as JSON, or, to FILE.sh, for a shell' },
  ],
  examples: [
    {
      description: 'Try it where it costs nothing',
      command: 'skyql stack build my-stack dev --sandbox -e AWS_REGION=us-east-1',
    },
    {
      description: 'Undo what was done when anything fails',
      command: 'skyql stack build my-stack dev --on-failure rollback',
    },
  ],
  load: async () => (await import('./stack/stack-build.ts')).runStackBuild,
};

const testCommand: CommandDescription = {
  name: 'stack test',
  summary: 'Say whether a stack is there and as it is wanted (exit 2: it is not)',
  operands,
  maxOperands: 2,
  usageCode: exitCode.failed,
  options: [
    ...runOptions,
    { name: 'dry-run', description: 'Show what a build would do, as plan does, and end with 0' },
    {
      name: 'on-failure',
      value: 'WHAT',
      choices: ['ignore', 'error'],
      description: 'After a failure: go on with the others, or stop (error)',
    },
    { name: 'output-file', value: 'FILE', description: 'Write the exports as JSON, or, to FILE.sh, for a shell' },
  ],
  examples: [{ description: 'Has anybody changed it?', command: 'skyql stack test my-stack prd' }],
  load: async () => (await import('./stack/stack-test.ts')).runStackTest,
};

const teardownCommand: CommandDescription = {
  name: 'stack teardown',
  summary: 'Delete what a stack has made, what needs others first',
  operands,
  maxOperands: 2,
  options: [
    ...runOptions,
    { name: 'dry-run', description: 'Show what would be deleted, and delete nothing' },
    {
      name: 'on-failure',
      value: 'WHAT',
      choices: ['ignore', 'error'],
      description: 'After a failure: go on with the others, or stop (error)',
    },
  ],
  examples: [{ description: 'All of it', command: 'skyql stack teardown my-stack dev' }],
  load: async () => (await import('./stack/stack-teardown.ts')).runStackTeardown,
};

const exportCommand: CommandDescription = {
  name: 'stack export',
  summary: 'Write the manifest of what queries find, which builds to no change',
  operands: 'SQL [DIR]',
  maxOperands: 2,
  details:
    'The resources of each FROM are exported, several queries are parted by ;. References between them are resolved, secrets are left out. Without DIR it is written to standard output.',
  options: exportOptions,
  examples: [
    {
      description: 'A stack of what is there already',
      command: 'skyql stack export "SELECT * FROM aws.imagebuilder.image_pipelines WHERE name LIKE \'web-%\'" my-stack',
    },
    {
      description: 'A template for cfn-lint and cfn-guard',
      command:
        'skyql stack export "SELECT * FROM aws.iam.roles WHERE role_name = \'images\'" --format cloudformation > template.yaml',
    },
  ],
  load: async () => (await import('./stack/stack-export.ts')).runStackExport,
};

export const stackCommand: CommandDescription = {
  name: 'stack',
  summary: 'Deploy, test and tear down stacks: manifests and SQL (stackql-deploy)',
  maxOperands: 2,
  subcommands: [initCommand, infoCommand, planCommand, buildCommand, testCommand, teardownCommand, exportCommand],
  options: [
    { name: 'no-color', description: 'No colours (also NO_COLOR)' },
    { name: 'debug', description: 'Show stack traces' },
  ],
  examples: [infoCommand, planCommand, buildCommand, testCommand, teardownCommand, exportCommand].flatMap(
    ({ examples }) => examples.slice(0, 1),
  ),
  load: async () => (await import('./stack/refuse-stack.ts')).refuseStack,
};
