import { resultFormats } from '../../terminal/output/output-format.ts';
import type { CommandDescription } from '../arguments/command.ts';
import { connectionOptions } from './connection-options.ts';

export const queryCommand: CommandDescription = {
  name: 'query',
  aliases: ['exec'],
  summary: 'Run SQL statements against AWS or the sandbox',
  operands: '[SQL | -]',
  maxOperands: 1,
  details:
    'Several statements, each ended by a semicolon, run one after the other; the first that fails ends the run.\n' +
    'Rows go to standard output; progress, warnings and errors to standard error.',
  options: [
    { name: 'file', short: 'f', value: 'FILE', description: 'Read the statements from a file; - is standard input' },
    { name: 'infile', short: 'i', value: 'FILE', description: 'The same as --file; -f is then the same as --outfile' },
    { name: 'outfile', value: 'FILE', description: 'Write the rows to a file' },
    {
      name: 'iqldata',
      value: 'FILE',
      description:
        'Jsonnet or JSON whose values {{ .values.name }} in the statements stands for; also -q FILE after -i',
    },
    {
      name: 'var',
      value: 'NAME=VALUE',
      repeatable: true,
      description: 'Value of {{ .values.NAME }} in the statements, and of std.extVar in Jsonnet',
    },
    { name: 'dryrun', description: 'Print the statements with their values, and run nothing' },
    {
      name: 'param',
      short: 'p',
      value: 'NAME=VALUE',
      repeatable: true,
      description: 'Value of $NAME: name=text, or name:=json',
    },
    ...connectionOptions,
    {
      name: 'output',
      short: 'o',
      value: 'FORMAT',
      choices: resultFormats,
      description: `Format of the rows: ${resultFormats.join(', ')}`,
    },
    { name: 'hideheaders', short: 'H', description: 'In CSV and text, no line with the names of the columns' },
    { name: 'delimiter', short: 'd', value: 'CHARACTER', description: 'What stands between the cells of CSV and text' },
    {
      name: 'csv-safe',
      description: 'In CSV, an apostrophe before texts that a spreadsheet would run as a formula',
    },
    { name: 'read-only', description: 'Refuse whatever changes the cloud' },
    { name: 'yes', description: 'Change without asking, however many resources a statement matches' },
    { name: 'max-calls', value: 'N', description: 'End a statement that takes more calls' },
    { name: 'max-rows', value: 'N', description: 'End a statement that answers more rows' },
    {
      name: 'max-changes',
      value: 'N',
      description: 'The most resources that a statement creates or changes unasked (50); no SET lifts it',
    },
    {
      name: 'plan-out',
      value: 'FILE',
      description:
        'Write what the statement would change to a file, and change nothing; skyql apply FILE carries it out',
    },
    {
      name: 'idempotency-key',
      value: 'KEY',
      description: 'Let the same statement be repeated under the same key: what it has made is not made again',
    },
    { name: 'fail-fast', description: 'Stop a mutation at its first failure' },
    {
      name: 'allow-partial',
      description: 'Change what was found even when a part of what a statement reads could not be read',
    },
    {
      name: 'cache',
      value: 'DURATION',
      description: 'Let queries of the script take answers that are no older, such as 300s; changes always read anew',
    },
    { name: 'timeout', value: 'DURATION', description: 'The longest that a statement may take, such as 5m' },
    { name: 'call-timeout', value: 'DURATION', description: 'The longest that one call may take (60s)' },
    {
      name: 'dialect',
      value: 'DIALECT',
      choices: ['duckdb', 'stackql'],
      description: "What statements mean: duckdb, or stackql for StackQL's functions and SQLite's meaning",
    },
    { name: 'strict', description: 'Fail (exit 3) when rows came with warnings' },
    { name: 'database', value: 'FILE', description: 'Keep local tables and views in a DuckDB file' },
    { name: 'quiet', short: 'q', description: 'Show no progress and no row counts' },
    { name: 'timing', description: 'Tell under each result the bytes that came and how long calls waited' },
    { name: 'auth', value: 'JSON', description: "StackQL's; credentials come from the AWS profile or the environment" },
    { name: 'registry', value: 'JSON', description: "StackQL's; there is nothing to pull" },
    { name: 'no-pager', description: 'Show rows that are longer than the screen without SKYQL_PAGER, PAGER or less' },
    { name: 'no-color', description: 'No colours (also NO_COLOR)' },
    { name: 'debug', description: 'Show stack traces' },
  ],
  examples: [
    {
      description: 'Try it without an AWS account',
      command: `skyql query --sandbox "SELECT name, creation_date FROM aws.ec2.images WHERE name LIKE 'payments-api-%' AND region = 'us-east-1'"`,
    },
    {
      description: 'Your own AMIs of all regions, by age, as CSV',
      command: `skyql query --region all -o csv "SELECT image_id, name, creation_date, region FROM aws.ec2.images WHERE Owners = 'self' ORDER BY 3" > amis.csv`,
    },
    {
      description: 'See what a statement would do: its calls, the IAM policy it needs, and nothing is sent',
      command: `skyql query "EXPLAIN DELETE FROM aws.sagemaker.images WHERE image_name LIKE 'old-%' AND region = 'eu-west-1'"`,
    },
    {
      description: 'A script, with a parameter',
      command: 'skyql query -f cleanup.sql -p team=platform -p days:=90 --max-changes 10',
    },
    {
      description: 'From another program, to another program',
      command: 'generate-sql | skyql query - -o jsonl | jq .image_id',
    },
    {
      description: 'Two accounts in one answer',
      command: `skyql query --profile dev,prod "SELECT connection, account_id, count(*) FROM aws.ec2.images WHERE Owners = 'self' GROUP BY ALL"`,
    },
  ],
  load: async () => (await import('./query.ts')).runQuery,
};
