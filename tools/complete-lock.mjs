// Adds to package-lock.json the platform packages that npm left out, so that `npm ci` works on every platform: npm writes
// down only those that the registry at hand serves, and refuses a lock file that lacks any of them.
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const platform =
  /-(android|darwin|linux|win32|freebsd|openbsd|netbsd|sunos|openharmony|aix)-(arm64|x64|arm|ia32|ppc64|s390x|riscv64|loong64|mips64el)(?:-(musl|gnu))?/;

for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`;
    const parts = platform.exec(name);
    if (parts === null || key in lock.packages || `${path}/${key}` in lock.packages) continue;
    const [, os, cpu, libc] = parts;
    lock.packages[key] = {
      version,
      cpu: [cpu],
      ...(entry.dev && { dev: true }),
      ...(libc !== undefined && { libc: [libc === 'musl' ? 'musl' : 'glibc'] }),
      optional: true,
      os: [os],
    };
    process.stdout.write(`${name}@${version}\n`);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([left], [right]) => (left < right ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
