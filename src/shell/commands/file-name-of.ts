import { homedir } from 'node:os';

/** The file that an argument names: in quotes or not, `~/` being the user's own directory. */
export function fileNameOf(argument: string): string {
  const quoted = /^(['"])(.*)\1$/s.exec(argument)?.[2];
  const name = quoted ?? argument;
  return /^~(?=\/|$)/.test(name) ? homedir() + name.slice(1) : name;
}
