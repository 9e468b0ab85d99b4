import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { countText } from '../../../data/count-text.ts';
import { UnreadableModels } from './unreadable-models.ts';
import { ZipArchive } from './zip-archive.ts';

/** Files by their names, read one at a time. */
export interface ModelFiles {
  readonly names: readonly string[];
  /** Throws when there is no such file, or when it cannot be read. */
  read(name: string): Buffer;
}

export interface FileLimits {
  readonly files: number;
  /** Of one file, unpacked. */
  readonly bytes: number;
}

/** botocore has 2,100 files, the largest, EC2's model, of 4 MB; what is far beyond that is no archive of models. */
const usualLimits: FileLimits = { files: 100_000, bytes: 64 * 2 ** 20 };

/** The files of a ZIP file; nothing of it is ever written to a disk by its own name. Throws UnreadableModels. */
export function filesOfZip(zip: Buffer, limits: FileLimits = usualLimits): ModelFiles {
  let archive: ZipArchive;
  try {
    archive = new ZipArchive(zip, limits.bytes);
  } catch (cause) {
    throw new UnreadableModels('damaged', 'it is no ZIP file, or its end is missing', cause);
  }
  return unpacked(archive, limits);
}

/** The files below a folder. What links lead to is left out: it may be anywhere. Throws UnreadableModels. */
export function filesOfFolder(folder: string, limits: FileLimits = usualLimits): ModelFiles {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  const names = entries
    .filter((entry) => entry.isFile() && /\.(json|json\.gz|py)$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  // Of `botocore/data` the folder around it says which version it is.
  const version = join(folder, '..', '__init__.py');
  const hasVersion = basename(folder) === 'data' && existsSync(version);
  const read = (name: string) => {
    const path = name === versionName ? version : join(folder, name);
    if (statSync(path).size > limits.bytes) throw new Error(`it has more than ${limits.bytes} bytes`);
    return readFileSync(path);
  };
  return unpacked({ names: [...names, ...(hasVersion ? [versionName] : [])], read }, limits);
}

const versionName = 'botocore/__init__.py';

/** By the names that files have unpacked: botocore's wheel has the large ones as `service-2.json.gz`. */
function unpacked(files: ModelFiles, limits: FileLimits): ModelFiles {
  if (files.names.length > limits.files) {
    throw new UnreadableModels('foreign', `it holds ${countText(files.names.length)} files`);
  }
  const places = new Map(files.names.map((name) => [name.replace(/\.gz$/, ''), name]));
  return {
    names: [...places.keys()],
    read: (name) => {
      const place = places.get(name) ?? name;
      try {
        const bytes = files.read(place);
        return place.endsWith('.gz') ? gunzipSync(bytes, { maxOutputLength: limits.bytes }) : bytes;
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new UnreadableModels('damaged', `its file ${place} cannot be read (${reason})`, cause);
      }
    },
  };
}
