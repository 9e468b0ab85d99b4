import { UsageError } from '../../terminal/usage-error.ts';

export const onOrOff = ['on', 'off'] as const;

/** What `on`, `off` or nothing, which is the other way round, make of a switch. */
export function switched(argument: string, isOn: boolean, command: string): boolean {
  switch (argument.toLowerCase()) {
    case '':
      return !isOn;
    case 'on':
    case 'true':
    case 'yes':
      return true;
    case 'off':
    case 'false':
    case 'no':
      return false;
    default:
      throw new UsageError(`${command} takes on or off, not "${argument}".`);
  }
}
