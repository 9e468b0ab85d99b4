import { randomBytes } from 'node:crypto';
import { type Attributes, bounds, type Histogram, metricsBody, type Span, tracesBody } from './otlp.ts';
import type { Telemetry } from './telemetry.ts';
import type { TelemetrySettings, TelemetryTarget } from './telemetry-settings.ts';

/** So many spans are sent at once, at the latest after so many milliseconds. */
const mostSpans = 512;
const sendAfter = 5_000;
/** No statement waits longer for a collector at its end. */
const timeoutMilliseconds = 5_000;
/** So many statements may be open at once. */
const mostOpen = 10_000;
/** A process that meets this many kinds of calls counts the others together. */
const mostHistograms = 2_000;

/** Tells a collector of statements and calls, over OTLP as JSON. Text of statements is not told, for it may hold secrets. */
export function createTelemetry(
  { traces, metrics, resource, parent }: TelemetrySettings,
  warn: (message: string) => void = (message) => process.emitWarning(message, { code: 'SKYQL_TELEMETRY' }),
): Telemetry {
  const started = Date.now();
  const histograms = new Map<string, { -readonly [Key in keyof Histogram]: Histogram[Key] } & { counts: number[] }>();
  const traceIds = new Map<string, string>();
  let spans: Span[] = [];
  let timer: NodeJS.Timeout | undefined;
  let sending: Promise<unknown> = Promise.resolve();
  let hasWarned = false;

  function observe(name: string, unit: string, attributes: Attributes, value: number): void {
    const isMany = histograms.size >= mostHistograms;
    const key = JSON.stringify([name, attributes]);
    const known = histograms.get(key) ?? (isMany ? histograms.get(JSON.stringify([name, {}])) : undefined);
    const histogram = known ?? {
      name,
      unit,
      attributes: isMany ? {} : attributes,
      counts: bounds.map(() => 0).concat(0),
      sum: 0,
    };
    if (known === undefined) histograms.set(JSON.stringify([name, histogram.attributes]), histogram);
    const range = bounds.findIndex((bound) => value <= bound);
    const place = range < 0 ? bounds.length : range;
    histogram.counts[place] = (histogram.counts[place] ?? 0) + 1;
    histogram.sum += value;
  }

  function add(span: Span): void {
    if (traces !== undefined) spans.push(span);
    if (spans.length >= mostSpans) flush();
    else if (timer === undefined) {
      timer = setTimeout(flush, sendAfter);
      timer.unref();
    }
  }

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const batch = spans;
    spans = [];
    const times = { started, now: Date.now() };
    sending = Promise.all([
      sending,
      batch.length > 0 && traces !== undefined && post(traces, tracesBody(resource, batch)),
      histograms.size > 0 &&
        metrics !== undefined &&
        post(metrics, metricsBody(resource, [...histograms.values()], times)),
    ]);
  }

  /** A collector that is not there must not be what a statement fails for; once it is said. */
  async function post({ url, headers }: TelemetryTarget, body: object): Promise<void> {
    try {
      const { status } = await fetch(url, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(timeoutMilliseconds),
      });
      if (status >= 300) complain(`${url} answered ${status}`);
    } catch (error) {
      complain(`${url}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  function complain(what: string): void {
    if (!hasWarned)
      warn(`Telemetry could not be sent. ${what}. skyql sends OTLP as http/json, to port 4318 as a rule.`);
    hasWarned = true;
  }

  return {
    begin() {
      const spanId = randomBytes(8).toString('hex');
      // Of results that nobody reads to their end or closes the end is never told.
      if (traceIds.size >= mostOpen) traceIds.delete([...traceIds.keys()][0] ?? '');
      traceIds.set(spanId, parent?.traceId ?? randomBytes(16).toString('hex'));
      return spanId;
    },
    call(statement, { service, operation, region, connection, status, attempt, milliseconds, waited, bytes, ...call }) {
      const ended = Date.now();
      const error = call.error ?? (status === 0 ? 'unreachable' : undefined);
      const names = { 'rpc.service': service, 'rpc.method': operation, 'cloud.region': region, 'error.type': error };
      observe('skyql.call.duration', 's', names, milliseconds / 1000);
      observe('skyql.call.waited', 's', { 'rpc.service': service, 'rpc.method': operation }, waited / 1000);
      const traceId = traceIds.get(statement);
      if (traceId === undefined) return;
      add({
        traceId,
        spanId: randomBytes(8).toString('hex'),
        parentSpanId: statement,
        name: `${service}.${operation}`,
        kind: 'client',
        started: ended - milliseconds,
        ended,
        attributes: {
          'rpc.system': 'aws-api',
          ...names,
          'aws.request_id': call.requestId,
          'http.response.status_code': status,
          'http.response.body.size': bytes,
          'http.request.resend_count': attempt - 1,
          'skyql.connection': connection,
          'skyql.waited_ms': Math.round(waited),
        },
        ...(error !== undefined && { error }),
      });
    },
    end({ id, command, started: began, milliseconds, calls, retries, rows, error }) {
      observe(
        'skyql.statement.duration',
        's',
        { 'db.operation.name': command, 'error.type': error },
        milliseconds / 1000,
      );
      const traceId = traceIds.get(id);
      traceIds.delete(id);
      if (traceId === undefined) return;
      add({
        traceId,
        spanId: id,
        ...(parent !== undefined && { parentSpanId: parent.spanId }),
        name: command ?? 'statement',
        kind: 'internal',
        started: began,
        ended: began + milliseconds,
        attributes: {
          'db.system.name': 'skyql',
          'db.operation.name': command,
          'skyql.calls': calls,
          'skyql.retries': retries,
          'skyql.rows_fetched': rows,
          'error.type': error,
        },
        ...(error !== undefined && { error }),
      });
    },
    async close() {
      flush();
      await sending;
    },
  };
}
