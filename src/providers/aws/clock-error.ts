import { type ErrorScope, SkyqlError } from '../../errors/skyql-error.ts';

/** Whether an error says that a request was signed at another time than AWS's clock tells. */
export function isClockCode(code: string, message: string): boolean {
  return (
    /^(RequestExpired|RequestTimeTooSkewed|RequestInTheFuture)(Exception)?$/.test(code) ||
    (/Signature/.test(code) && /signature expired|not yet current/i.test(message))
  );
}

/** A clock that is wrong, and by how much where that is known. `here` and `there` are milliseconds since 1970. */
export function clockError(
  said: string,
  clocks: { readonly here: number; readonly there: number } | undefined,
  { scope, cause }: { readonly scope: ErrorScope; readonly cause: unknown },
): SkyqlError {
  const difference = clocks === undefined ? 0 : clocks.here - clocks.there;
  const minutes = Math.round(Math.abs(difference) / 60_000);
  const what =
    minutes === 0
      ? 'AWS refused a signature for the time that it was made at'
      : `The clock of this machine is ${minutes} minute${minutes === 1 ? '' : 's'} ${difference < 0 ? 'behind' : 'ahead of'} AWS's`;
  return new SkyqlError('CLOCK_SKEWED', `${what}: ${said}`, {
    hint: 'Set the clock of this machine, and let it be set by the network from now on (NTP).',
    scope,
    cause,
  });
}
