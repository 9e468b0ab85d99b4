import { describe, expect, it } from 'vitest';
import { telemetrySettings } from './telemetry-settings.ts';

const resource = { 'service.name': 'skyql' };
const to = (url: string, headers = {}) => ({ url, headers });

describe('telemetrySettings', () => {
  it.each([
    [{}],
    [{ OTEL_SERVICE_NAME: 'x' }],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: '' }],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c', OTEL_SDK_DISABLED: 'TRUE' }],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c', OTEL_TRACES_EXPORTER: 'none', OTEL_METRICS_EXPORTER: 'none' }],
  ])('of %j are none', (environment) => expect(telemetrySettings(environment)).toBeUndefined());

  it.each([
    [
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318/' },
      { traces: to('http://c:4318/v1/traces'), metrics: to('http://c:4318/v1/metrics'), resource },
    ],
    [{ OTEL_TRACES_EXPORTER: 'otlp' }, { traces: to('http://localhost:4318/v1/traces'), resource }],
    [
      { OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'https://m/in', OTEL_EXPORTER_OTLP_METRICS_HEADERS: 'api-key=s%20t' },
      { metrics: to('https://m/in', { 'api-key': 's t' }), resource },
    ],
    [
      {
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c',
        OTEL_EXPORTER_OTLP_HEADERS: 'Authorization=Basic%20eA==,x=1',
        OTEL_METRICS_EXPORTER: 'none',
        OTEL_SERVICE_NAME: 'inventory',
        OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=prod,service.name=other',
        TRACEPARENT: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      },
      {
        traces: to('http://c/v1/traces', { authorization: 'Basic eA==', x: '1' }),
        resource: { 'service.name': 'inventory', 'deployment.environment.name': 'prod' },
        parent: { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' },
      },
    ],
  ])('of %j', (environment, settings) => expect(telemetrySettings(environment)).toEqual(settings));
});
