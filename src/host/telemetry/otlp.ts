/** A value of an attribute. */
export type AttributeValue = string | number | boolean | undefined;
export type Attributes = Readonly<Record<string, AttributeValue>>;

export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: 'internal' | 'client';
  /** Milliseconds since 1970. */
  readonly started: number;
  readonly ended: number;
  readonly attributes: Attributes;
  /** The code of what went wrong. */
  readonly error?: string;
}

/** How many values fell into each range, since the process began. */
export interface Histogram {
  readonly name: string;
  readonly unit: string;
  readonly attributes: Attributes;
  readonly counts: readonly number[];
  readonly sum: number;
}

/** Seconds; what is longer than the last falls into a range of its own. */
export const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

const kinds = { internal: 1, client: 3 } as const;
const failed = 2;
const cumulative = 2;

/** Spans as OTLP has them in JSON (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding). */
export function tracesBody(resource: Attributes, spans: readonly Span[]): object {
  const written = spans.map(({ kind, started, ended, attributes, error, ...span }) => ({
    ...span,
    kind: kinds[kind],
    startTimeUnixNano: nanoseconds(started),
    endTimeUnixNano: nanoseconds(ended),
    attributes: attributesOf(attributes),
    ...(error !== undefined && { status: { code: failed, message: error } }),
  }));
  return { resourceSpans: [{ resource: resourceOf(resource), scopeSpans: [{ scope, spans: written }] }] };
}

/** Histograms as OTLP has them in JSON, of the time from `started` to `now`. */
export function metricsBody(
  resource: Attributes,
  histograms: readonly Histogram[],
  { started, now }: { readonly started: number; readonly now: number },
): object {
  const names = [...new Set(histograms.map(({ name }) => name))];
  const metrics = names.map((name) => {
    const own = histograms.filter((histogram) => histogram.name === name);
    const dataPoints = own.map(({ attributes, counts, sum }) => ({
      attributes: attributesOf(attributes),
      startTimeUnixNano: nanoseconds(started),
      timeUnixNano: nanoseconds(now),
      count: String(counts.reduce((total, count) => total + count, 0)),
      sum,
      bucketCounts: counts.map(String),
      explicitBounds: bounds,
    }));
    return { name, unit: own[0]?.unit ?? '', histogram: { aggregationTemporality: cumulative, dataPoints } };
  });
  return { resourceMetrics: [{ resource: resourceOf(resource), scopeMetrics: [{ scope, metrics }] }] };
}

const scope = { name: 'skyql' };

function resourceOf(attributes: Attributes): object {
  return { attributes: attributesOf(attributes) };
}

function attributesOf(attributes: Attributes): readonly object[] {
  return Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [{ key, value: anyValue(value) }],
  );
}

function anyValue(value: string | number | boolean): object {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

function nanoseconds(milliseconds: number): string {
  return String(BigInt(Math.round(milliseconds * 1000)) * 1000n);
}
