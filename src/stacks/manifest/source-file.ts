import { positionAt } from '../../errors/position-at.ts';
import { SkyqlError, type SkyqlErrorOptions } from '../../errors/skyql-error.ts';

/** A file of a stack as its errors name it. */
export interface SourceFile {
  /** As the user would write it: relative to where the command runs. */
  readonly name: string;
  readonly text: string;
}

/** Where in a file something stands. */
export interface Place {
  readonly file: SourceFile;
  readonly offset: number;
}

/** The error of what is wrong at a place, with file, line and column. */
export function faultAt(
  { file, offset }: Place,
  code: string,
  message: string,
  options: Pick<SkyqlErrorOptions, 'hint' | 'cause'> = {},
): SkyqlError {
  const position = positionAt(file.text, offset);
  return new SkyqlError(code, `${file.name}:${position.line}:${position.column}: ${message}`, { ...options, position });
}
