// Builds the command line into a folder, and keeps it compiled: `node test/support/build-program.mjs FOLDER`.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { bundleProgram } from '../../tools/bundle-program.mjs';

const [, , folder] = process.argv;
await bundleProgram(folder);
const statement = "SELECT name FROM aws.ec2.images WHERE Owners = 'self'";
const words = [join(folder, 'skyql.cjs'), 'query', '--sandbox', '--region', 'us-east-1', '--quiet', statement];
execFileSync(process.execPath, words, { stdio: 'ignore', env: { ...process.env, SKYQL_KEEP_COMPILED: '1' } });
