import { isAscii } from 'node:buffer';
import { closeSync, fstatSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';

/** Set by the build: what V8 has made of the files is kept when the process ends. */
const isKept = process.env.SKYQL_KEEP_COMPILED === '1';

/**
 * Requires a CommonJS file of this package, compiled already where the build has left what V8 made of it (`FILE.compiled`):
 * compiling takes a third of a start. V8 takes that of its own version alone; elsewhere the file is compiled as ever. From
 * version 22.1 on Node does the same by itself (`module.enableCompileCache`), for any file; `NODE_DISABLE_COMPILE_CACHE=1`
 * switches off both.
 */
export function requireCompiled(path: string): unknown {
  const require = createRequire(path);
  const isSwitchedOff = process.env.NODE_DISABLE_COMPILE_CACHE === '1';
  if (('enableCompileCache' in module || isSwitchedOff) && !isKept) return require(path);
  const known = require.cache[path];
  if (known !== undefined) return known.exports;
  const text = wrappedText(path);
  const source = text.subarray(before.length, text.length - after.length);
  const compiled = compiledOf(path, source);
  if (compiled === undefined && !isKept) return require(path);
  const script = new Script(text.toString(isAscii(source) ? 'latin1' : 'utf8'), {
    filename: path,
    columnOffset: -before.length,
    ...(compiled !== undefined && { cachedData: compiled }),
  });
  if (isKept && compiled === undefined) process.once('exit', () => keep(path, source, script));
  // As `require` keeps it: there once, however often it is asked for and by whom.
  const own = new module.Module(path);
  require.cache[path] = own;
  script.runInThisContext()(own.exports, require, own, path, dirname(path));
  return own.exports;
}

const [before, after] = ['(function (exports, require, module, __filename, __dirname) {', '\n})'];

/** A file as the function that Node makes of it: read to where it belongs, since joined texts of megabytes would be copied twice. */
function wrappedText(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const text = Buffer.allocUnsafeSlow(before.length + size + after.length);
    text.write(before, 'latin1');
    const read = readSync(file, text, before.length, size, 0);
    text.write(after, before.length + read, 'latin1');
    return text.subarray(0, before.length + read + after.length);
  } finally {
    closeSync(file);
  }
}

const fileOf = (path: string) => `${path}.compiled`;
const checksumBytes = 4;

/** What V8 made of exactly this source: V8 itself looks at its length alone. */
function compiledOf(path: string, source: Buffer): Buffer | undefined {
  try {
    const file = readFileSync(fileOf(path));
    return file.readUInt32LE(0) === crc32(source) ? file.subarray(checksumBytes) : undefined;
  } catch {
    return undefined;
  }
}

function keep(path: string, source: Buffer, script: Script): void {
  const checksum = Buffer.alloc(checksumBytes);
  checksum.writeUInt32LE(crc32(source));
  writeFileSync(fileOf(path), Buffer.concat([checksum, script.createCachedData()]));
}
