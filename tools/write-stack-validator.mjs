// Compiles schemas/skyql.stack.schema.json to dist/validate-stack.cjs, so that a manifest is checked without ajv and in no time.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const { default: Ajv } = require('ajv');
const { default: standaloneCode } = require('ajv/dist/standalone');
const root = fileURLToPath(new URL('..', import.meta.url));

const schema = JSON.parse(readFileSync(`${root}/schemas/skyql.stack.schema.json`, 'utf8'));
// `verbose` lets an error tell the names that would have been right.
const ajv = new Ajv({ allErrors: true, verbose: true, strictTypes: false, code: { source: true } });
await build({
  absWorkingDir: root,
  stdin: { contents: standaloneCode(ajv, ajv.compile(schema)), resolveDir: root, loader: 'js' },
  outfile: 'dist/validate-stack.cjs',
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  logLevel: 'warning',
});
