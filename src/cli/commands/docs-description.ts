import type { CommandDescription, OptionDescription } from '../arguments/command.ts';

const common: readonly OptionDescription[] = [
  { name: 'no-color', description: 'No colours (also NO_COLOR)' },
  { name: 'debug', description: 'Show stack traces' },
];

const buildCommand: CommandDescription = {
  name: 'docs build',
  summary: 'Write the pages of all resources as a site, in the form of Docusaurus',
  maxOperands: 0,
  details:
    'A page a resource at DIR/docs/providers/aws/<service>/<resource>/index.md, an index a service, sidebars.js beside\n' +
    'them. A build replaces what an earlier one wrote and leaves every other file alone.',
  options: [
    { name: 'out', value: 'DIR', description: 'The directory to write into; it is made when it is not there' },
    {
      name: 'service',
      value: 'SERVICE',
      repeatable: true,
      description: 'Only these services: a,b; pages of others stay as they are',
    },
    { name: 'force', description: 'Write into a directory that holds other files' },
    { name: 'quiet', short: 'q', description: 'Show no progress' },
    ...common,
  ],
  examples: [
    { description: 'All of AWS', command: 'skyql docs build --out ./site' },
    { description: 'Two services', command: 'skyql docs build --out ./site --service imagebuilder,sagemaker' },
  ],
  load: async () => (await import('./docs-build.ts')).runDocsBuild,
};

export const docsCommand: CommandDescription = {
  name: 'docs',
  summary: 'Print the documentation of a resource or service as Markdown, or build a site of it',
  operands: 'RESOURCE | SERVICE | build',
  maxOperands: 1,
  details:
    'The page of a resource: its fields, its methods with all that goes in and comes out, statements to copy for SELECT,\n' +
    'INSERT, UPDATE, DELETE and EXEC, the IAM permissions, and what it joins to.',
  subcommands: [buildCommand],
  options: common,
  examples: [
    { description: 'The page of a resource', command: 'skyql docs aws.imagebuilder.images' },
    { description: 'What a service has', command: 'skyql docs aws.ec2' },
    ...buildCommand.examples.slice(0, 1),
  ],
  load: async () => (await import('./docs.ts')).runDocs,
};
