// Completes package-lock.json, so that `npm ci` installs the same bytes on every platform: npm writes down only the platform
// packages that the registry at hand serves, and refuses a lock file that lacks any; and where its settings say so it leaves
// out where a package comes from and what its bytes are. What is missing is asked of npm's own registry.
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const platform =
  /-(android|darwin|linux|win32|freebsd|openbsd|netbsd|sunos|openharmony|aix)-(arm64|x64|arm|ia32|ppc64|s390x|riscv64|loong64|mips64el)(?:-(musl|gnu))?/;
const atOnce = 12;

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

const incomplete = Object.entries(lock.packages).filter(
  ([path, { resolved, integrity }]) => path !== '' && (resolved === undefined || integrity === undefined),
);
for (let first = 0; first < incomplete.length; first += atOnce)
  await Promise.all(
    incomplete.slice(first, first + atOnce).map(async ([path, { version, ...rest }]) => {
      const name = rest.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      const { tarball, integrity } = await published(name, version);
      lock.packages[path] = { version, ...rest, resolved: tarball, integrity };
    }),
  );

lock.packages = Object.fromEntries(
  Object.entries(lock.packages)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([path, entry]) => [path, path === '' ? entry : inNpmsOrder(entry)]),
);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);

/** Where a package is and what its bytes are, as the registry says. */
async function published(name, version) {
  const url = `https://registry.npmjs.org/${name.replace('/', '%2f')}/${version}`;
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return (await response.json()).dist;
}

function inNpmsOrder({ name, version, resolved, integrity, ...rest }) {
  return { ...(name !== undefined && { name }), version, resolved, integrity, ...rest };
}
