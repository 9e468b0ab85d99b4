type Environment = Readonly<Record<string, string | undefined>>;

/** Where one kind of telemetry goes. */
export interface TelemetryTarget {
  readonly url: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface TelemetrySettings {
  readonly traces?: TelemetryTarget;
  readonly metrics?: TelemetryTarget;
  /** What all telemetry of this process says of it: `service.name`. */
  readonly resource: Readonly<Record<string, string>>;
  /** The span that this process works for, as who started it says. */
  readonly parent?: { readonly traceId: string; readonly spanId: string };
}

/**
 * What OpenTelemetry's usual variables ask for (https://opentelemetry.io/docs/specs/otel/protocol/exporter/); undefined where
 * none of them asks for anything.
 */
export function telemetrySettings(environment: Environment): TelemetrySettings | undefined {
  if (environment.OTEL_SDK_DISABLED?.toLowerCase() === 'true') return undefined;
  const traces = targetOf('TRACES', environment);
  const metrics = targetOf('METRICS', environment);
  if (traces === undefined && metrics === undefined) return undefined;
  const [, traceId, spanId] = /^00-([\da-f]{32})-([\da-f]{16})-[\da-f]{2}$/.exec(environment.TRACEPARENT ?? '') ?? [];
  return {
    ...(traces !== undefined && { traces }),
    ...(metrics !== undefined && { metrics }),
    resource: {
      'service.name': 'skyql',
      ...pairsOf(environment.OTEL_RESOURCE_ATTRIBUTES),
      ...(environment.OTEL_SERVICE_NAME && { 'service.name': environment.OTEL_SERVICE_NAME }),
    },
    ...(traceId !== undefined && spanId !== undefined && { parent: { traceId, spanId } }),
  };
}

function targetOf(signal: 'TRACES' | 'METRICS', environment: Environment): TelemetryTarget | undefined {
  const exporter = environment[`OTEL_${signal}_EXPORTER`];
  const own = environment[`OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`];
  const shared = environment.OTEL_EXPORTER_OTLP_ENDPOINT || (exporter === 'otlp' ? 'http://localhost:4318' : '');
  if ((exporter !== undefined && exporter !== '' && exporter !== 'otlp') || (!own && !shared)) return undefined;
  const given = [environment.OTEL_EXPORTER_OTLP_HEADERS, environment[`OTEL_EXPORTER_OTLP_${signal}_HEADERS`]];
  const headers = given.flatMap((text) => Object.entries(pairsOf(text)));
  return {
    url: own || `${shared.replace(/\/+$/, '')}/v1/${signal.toLowerCase()}`,
    headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
  };
}

/** `name=value,other=value`, percent-encoded. */
function pairsOf(text = ''): Readonly<Record<string, string>> {
  return Object.fromEntries(
    text.split(',').flatMap((pair): [string, string][] => {
      const at = pair.indexOf('=');
      return at < 1 ? [] : [[decoded(pair.slice(0, at)), decoded(pair.slice(at + 1))]];
    }),
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.trim());
  } catch {
    return text.trim();
  }
}
