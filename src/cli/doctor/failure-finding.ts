import { SkyqlError } from '../../errors/skyql-error.ts';
import type { Finding } from './finding.ts';

/** An error as a finding: its hint says what to do. */
export function failureFinding(check: string, error: unknown): Finding {
  if (!(error instanceof SkyqlError)) throw error;
  return { check, status: 'failed', text: error.message, ...(error.hint !== undefined && { fix: error.hint }) };
}
