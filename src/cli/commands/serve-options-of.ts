import { readFile } from 'node:fs/promises';
import { parseVerifier, type Verifier, verifierOf } from '../../postgres/authentication/verifier.ts';
import type { PostgresServerOptions } from '../../postgres/server.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import type { Arguments } from '../arguments/arguments.ts';
import { bytesOf } from '../arguments/bytes-of.ts';
import { millisecondsOf } from '../arguments/milliseconds-of.ts';
import { numberOf } from '../arguments/number-of.ts';

const defaultPort = 5466;
const usualConnections = 100;

/** What the options of the command line mean for the server. Reads the files that they name. */
export async function serveOptionsOf(
  args: Arguments,
): Promise<Omit<PostgresServerOptions, 'host'> & { readonly maxConnections: number }> {
  const user = args.value('user');
  const password = args.value('password-file');
  if (password !== undefined && user === undefined)
    throw new UsageError('--password-file needs --user.', 'Give the name that the password is of.');
  const verifier = password === undefined ? undefined : await readPassword(password);
  const tls = await readTls(args);
  return {
    port: numberOf(args, 'port', { most: 65_535 }) ?? defaultPort,
    address: args.value('host') ?? '127.0.0.1',
    user,
    verifier,
    tls,
    maxConnections: numberOf(args, 'max-connections', { most: 10_000 }) || usualConnections,
    statementTimeout: millisecondsOf(args, 'statement-timeout'),
    maxBytes: bytesOf(args, 'max-bytes'),
    clientTimeout: millisecondsOf(args, 'client-timeout') || undefined,
  };
}

async function readPassword(path: string): Promise<Verifier> {
  const text = (await read(path, 'password-file')).toString('utf8').replace(/\r?\n$/, '');
  if (text === '') throw new UsageError(`The password file ${path} is empty.`, 'Write the password on its first line.');
  if (text.startsWith('SCRAM-SHA-256$')) {
    const verifier = parseVerifier(text);
    if (verifier === undefined) throw new UsageError(`The verifier in ${path} is not as PostgreSQL stores it.`);
    return verifier;
  }
  return verifierOf(text);
}

async function readTls(args: Arguments): Promise<PostgresServerOptions['tls']> {
  const [cert, key, ca] = ['tls-cert', 'tls-key', 'client-ca'].map((name) => args.value(name));
  if (cert === undefined && key === undefined && ca === undefined) return undefined;
  if (cert === undefined || key === undefined)
    throw new UsageError('TLS needs a certificate and its key.', 'Give --tls-cert FILE and --tls-key FILE.');
  return {
    cert: await read(cert, 'tls-cert'),
    key: await read(key, 'tls-key'),
    ...(ca !== undefined && { ca: await read(ca, 'client-ca') }),
  };
}

async function read(path: string, option: string): Promise<Buffer> {
  return readFile(path).catch(() => {
    throw new UsageError(`Cannot read the file ${path} of --${option}.`);
  });
}
