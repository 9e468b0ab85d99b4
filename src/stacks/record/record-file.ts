import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { replaceFile } from '../../catalog/update/replace-file.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { version } from '../../session/version.ts';
import { takeLock } from './lock-file.ts';
import { recordVersion, type StackRecord } from './record.ts';

export interface RecordPlace {
  /** The stack's directory. */
  readonly directory: string;
  readonly stack: string;
  readonly environment: string;
  /** Of an endpoint that is not AWS's own. */
  readonly endpoint?: string;
  /** Whether it is written: what happens in a sandbox of this process is gone with it. */
  readonly isKept: boolean;
  /** Whether nobody else may work on the stack meanwhile, and for which command. */
  readonly lockFor?: string;
}

export interface RecordFile {
  readonly record: StackRecord;
  /** Writes the record as it is now; resolves when it is on the disk. */
  save(): Promise<void>;
  /** Lets others work on the stack. */
  release(): Promise<void>;
}

/**
 * The record of a stack in an environment. Throws STACK_LOCKED, and RECORD_NOT_READABLE of one that a newer version or somebody else
 * has written.
 */
export async function openRecord(place: RecordPlace): Promise<RecordFile> {
  const { directory, stack, environment, endpoint, isKept, lockFor } = place;
  const empty: StackRecord = {
    format_version: recordVersion,
    made_by: version,
    stack,
    environment,
    endpoint: endpoint ?? null,
    resources: {},
  };
  if (!isKept) return { record: empty, save: async () => undefined, release: async () => undefined };
  const file = join(directory, recordFileName(place));
  const folder = dirname(file);
  if (lockFor !== undefined) await mkdir(folder, { recursive: true, mode: 0o700 });
  const release =
    lockFor === undefined ? async () => undefined : await takeLock(file.replace(/json$/, 'lock'), lockFor);
  try {
    const record = (await readRecord(file)) ?? empty;
    let last: Promise<void> = Promise.resolve();
    return {
      record,
      release,
      save() {
        const text = `${JSON.stringify({ ...record, made_by: version }, null, 2)}\n`;
        last = last.then(async () => {
          await mkdir(folder, { recursive: true, mode: 0o700 });
          await replaceFile(file, text, 0o600);
        });
        return last;
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

/** Where the record stands below the stack's directory: of each endpoint that is not AWS's own there is another. */
export function recordFileName({
  stack,
  environment,
  endpoint,
}: Pick<RecordPlace, 'stack' | 'environment' | 'endpoint'>): string {
  const own = endpoint === undefined ? '' : `@${shortHash(endpoint)}`;
  return join('.skyql', fileName(stack), `${fileName(environment)}${own}.json`);
}

async function readRecord(file: string): Promise<StackRecord | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new SkyqlError('RECORD_NOT_READABLE', `The record ${file} cannot be read.`, { cause: error });
  }
  const hint = 'What is there is always asked: move the file away, and the next build finds the resources again.';
  let record: StackRecord;
  try {
    record = JSON.parse(text) as StackRecord;
  } catch (error) {
    throw new SkyqlError('RECORD_NOT_READABLE', `${file} is no record of a stack.`, { hint, cause: error });
  }
  const { format_version: found } = record;
  if (found !== recordVersion)
    throw new SkyqlError(
      'RECORD_NOT_READABLE',
      `${file} was written in the form ${String(found)} by skyql ${String(record.made_by)}; this one knows the form ${recordVersion}.`,
      { hint: `Update skyql. ${hint}` },
    );
  return record;
}

/** A name that is a file's in its folder. */
function fileName(name: string): string {
  return name.replace(/[^\w.-]/g, (letter) => `%${letter.codePointAt(0)?.toString(16)}`).replace(/^\.+/, '%2e');
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
