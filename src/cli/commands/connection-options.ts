import type { OptionDescription } from '../arguments/command.ts';

/** Options of every command that talks to AWS: where to, and as whom. */
export const connectionOptions: readonly OptionDescription[] = [
  {
    name: 'sandbox',
    description: 'Run against the built-in sandbox: no AWS account needed, nothing leaves the machine',
  },
  {
    name: 'endpoint-url',
    value: 'URL',
    description: 'An AWS-compatible endpoint, such as a running `skyql sandbox` (also AWS_ENDPOINT_URL)',
  },
  { name: 'fips', description: "AWS's FIPS 140 validated endpoints (also AWS_USE_FIPS_ENDPOINT=true)" },
  { name: 'dual-stack', description: "AWS's endpoints that IPv6 reaches too (also AWS_USE_DUALSTACK_ENDPOINT=true)" },
  {
    name: 'profile',
    value: 'NAME',
    repeatable: true,
    description: 'An AWS profile; several (repeated or a,b) are read side by side as connections',
  },
  {
    name: 'connections',
    value: 'NAME',
    repeatable: true,
    description: "The connections of skyql.yaml to use, and no others: names, groups, patterns ('prod-*')",
  },
  {
    name: 'accounts',
    value: 'ACCOUNT',
    repeatable: true,
    description: 'The accounts to use, and no others: ids, tag:KEY=VALUE',
  },
  {
    name: 'config',
    value: 'FILE',
    description: 'The file of connections and settings (skyql.yaml here, else ~/.config/skyql/skyql.yaml)',
  },
  {
    name: 'region',
    value: 'REGION',
    repeatable: true,
    description: 'Regions of statements that name none: a,b or all',
  },
];
