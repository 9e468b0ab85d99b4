import { SkyqlError } from '../../errors/skyql-error.ts';
import { tooManyRows } from '../../session/too-many-rows.ts';
import type { Rows } from '../statements/result-rows.ts';
import type { ByteWriter } from '../wire/byte-writer.ts';

/** The most that a statement answers: as much as there is unless given. */
export interface AnswerLimits {
  readonly rows?: number | undefined;
  /** In the form in which they are sent. */
  readonly bytes?: number | undefined;
}

/** Rows that throw TOO_MANY_ROWS and TOO_MANY_BYTES once there are more; those that are too many are not written. */
export function boundedRows(rows: Rows, out: ByteWriter, limits: AnswerLimits): Rows {
  const { rows: mostRows = Number.POSITIVE_INFINITY, bytes: mostBytes = Number.POSITIVE_INFINITY } = limits;
  let left = mostRows;
  let room = mostBytes;
  return {
    columns: rows.columns,
    write: (limit, writeRows, afterSome) =>
      rows.write(
        limit,
        (chunk, start, end) => {
          const before = out.length;
          const next = writeRows(chunk, start, end);
          left -= next - start;
          room -= out.length - before;
          if (left >= 0 && room >= 0) return next;
          out.truncate(before);
          throw left < 0 ? tooManyRows(mostRows) : tooManyBytes(mostBytes);
        },
        afterSome,
      ),
    close: () => rows.close(),
  };
}

function tooManyBytes(most: number): SkyqlError {
  return new SkyqlError('TOO_MANY_BYTES', `The statement answers more than the ${most} bytes that there may be.`, {
    hint: 'Ask for fewer rows or columns. --max-bytes of skyql serve sets how many bytes there may be.',
  });
}
