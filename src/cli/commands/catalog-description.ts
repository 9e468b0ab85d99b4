import type { CommandDescription, OptionDescription } from '../arguments/command.ts';

const common: readonly OptionDescription[] = [
  { name: 'no-color', description: 'No colours (also NO_COLOR)' },
  { name: 'debug', description: 'Show stack traces' },
];

const updateCommand: CommandDescription = {
  name: 'catalog update',
  summary: "Load AWS's own schemas of all resource types, or its newest service models",
  maxOperands: 0,
  details:
    'They tell exactly which properties are required, fixed at creation or set by AWS, what lists need, and the IAM\n' +
    'permissions of every operation. They are kept in your cache directory; what was loaded before stays until the new\n' +
    'archive is whole.\n\n' +
    'With --models it is the models of the services: operations, members and pages that are younger than your skyql.\n' +
    "They are what boto3's package botocore holds; making the catalog of them takes about a minute.",
  options: [
    { name: 'from', value: 'FILE_OR_URL', description: "CloudformationSchema.zip, instead of AWS's address" },
    { name: 'region', value: 'REGION', description: 'The region whose schemas are fetched from AWS (us-east-1)' },
    {
      name: 'models',
      value: 'FILE_OR_URL',
      description: "Service models instead of schemas: botocore's wheel, or its folder botocore/data",
    },
    ...common,
  ],
  examples: [
    { description: 'From AWS; needs no account', command: 'skyql catalog update' },
    {
      description: 'On a machine without a way to AWS',
      command: 'skyql catalog update --from ./CloudformationSchema.zip',
    },
    {
      description: "The newest operations, from boto3's models (pip download botocore --no-deps)",
      command: 'skyql catalog update --models botocore-1.44.8-py3-none-any.whl',
    },
  ],
  load: async () => (await import('./catalog-update.ts')).runCatalogUpdate,
};

const infoCommand: CommandDescription = {
  name: 'catalog info',
  summary: 'Say what the catalog holds, and how old it is',
  maxOperands: 0,
  options: [
    { name: 'format', value: 'FORMAT', choices: ['text', 'json'], description: 'text or json (text)' },
    ...common,
  ],
  examples: [
    { description: 'What is loaded', command: 'skyql catalog info' },
    {
      description: 'Update when what is loaded is older than a month',
      command: "skyql catalog info --format json | jq -e '.archive.age_days <= 30' > /dev/null || skyql catalog update",
    },
  ],
  load: async () => (await import('./catalog-info.ts')).runCatalogInfo,
};

export const catalogCommand: CommandDescription = {
  name: 'catalog',
  summary: 'Update what skyql knows of AWS, or say how old it is',
  maxOperands: 1,
  subcommands: [updateCommand, infoCommand],
  options: common,
  examples: [updateCommand, infoCommand].flatMap(({ examples }) => examples.slice(0, 1)),
  load: async () => (await import('./catalog.ts')).refuseCatalog,
};
