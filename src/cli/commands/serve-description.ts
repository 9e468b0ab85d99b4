import type { CommandDescription } from '../arguments/command.ts';
import { connectionOptions } from './connection-options.ts';

export const serveCommand: CommandDescription = {
  name: 'serve',
  summary: 'Serve AWS or the sandbox to clients of PostgreSQL: psql, drivers, dashboards',
  maxOperands: 0,
  details:
    'Each connection is a session of its own. Its statements read and write no files of this machine. The database is called aws.\n' +
    'This machine alone reaches it, unless there is a password or certificates of clients are asked for.',
  options: [
    { name: 'port', value: 'PORT', description: 'The port to listen on; 0 takes any free one (5466)' },
    { name: 'host', value: 'ADDRESS', description: 'The address to listen on (127.0.0.1: this machine alone)' },
    { name: 'user', value: 'NAME', description: 'The only user that gets in (anybody)' },
    {
      name: 'password-file',
      value: 'FILE',
      description: 'The password, or its SCRAM-SHA-256$... verifier as PostgreSQL stores it',
    },
    { name: 'tls-cert', value: 'FILE', description: 'The certificate of the server, PEM' },
    { name: 'tls-key', value: 'FILE', description: 'Its private key, PEM' },
    {
      name: 'client-ca',
      value: 'FILE',
      description: 'Let in who has a certificate of this authority in the name of the user',
    },
    ...connectionOptions,
    { name: 'read-only', description: 'Refuse whatever changes the cloud' },
    { name: 'yes', description: 'Change without asking, however many resources a statement matches' },
    {
      name: 'max-changes',
      value: 'N',
      description: 'The most resources that a statement creates or changes unasked (50); no SET lifts it',
    },
    { name: 'max-calls', value: 'N', description: 'The most calls that a statement makes; no SET lifts it' },
    { name: 'max-rows', value: 'N', description: 'The most rows that a statement answers; no SET lifts it' },
    {
      name: 'max-bytes',
      value: 'SIZE',
      description: 'The most bytes that a statement answers, such as 64MB; no SET lifts it',
    },
    { name: 'strict', description: 'Fail statements whose rows would come with warnings' },
    { name: 'cache', value: 'DURATION', description: 'Let queries take answers that are no older, such as 300s' },
    { name: 'call-timeout', value: 'DURATION', description: 'The longest that one call may take (60s)' },
    { name: 'max-connections', value: 'N', description: 'The most connections at once (100)' },
    {
      name: 'statement-timeout',
      value: 'DURATION',
      description: 'The longest that a statement may take, such as 5m; no SET lifts it',
    },
    {
      name: 'client-timeout',
      value: 'DURATION',
      description: 'How long a client is waited for that does not log in or does not read (60s)',
    },
    { name: 'quiet', short: 'q', description: 'Print the address alone' },
    { name: 'no-color', description: 'No colours (also NO_COLOR)' },
    { name: 'debug', description: 'Show stack traces' },
  ],
  examples: [
    { description: 'Serve the sandbox to this machine', command: 'skyql serve --sandbox' },
    {
      description: 'Ask it from psql, in another terminal',
      command: 'psql "host=127.0.0.1 port=5466 dbname=aws" -c "SELECT name FROM aws.ec2.images LIMIT 3"',
    },
    {
      description: 'Serve an account to a team, read-only and encrypted',
      command:
        'skyql serve --profile prod --read-only --host 0.0.0.0 --user team --password-file team.txt --tls-cert server.crt --tls-key server.key',
    },
  ],
  load: async () => (await import('./serve.ts')).runServe,
};
