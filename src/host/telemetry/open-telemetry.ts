import type { Telemetry } from './telemetry.ts';
import { telemetrySettings } from './telemetry-settings.ts';

/** The telemetry that the environment asks for; loaded only then. */
export async function openTelemetry(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Telemetry | undefined> {
  const settings = telemetrySettings(environment);
  if (settings === undefined) return undefined;
  const { createTelemetry } = await import('./create-telemetry.ts');
  return createTelemetry(settings);
}
