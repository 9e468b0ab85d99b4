export { recordKeys } from '../data/record-keys.ts';
export type { Cells, Row, Value } from '../data/value.ts';
export type { ErrorPosition, ErrorScope } from '../errors/skyql-error.ts';
export { SkyqlError } from '../errors/skyql-error.ts';
export type { ConnectionOptions, HostOptions, LimitOptions, MfaDevice, SandboxSettings } from '../host/host-options.ts';
export type { PlannedPlace, SavedPlan } from '../plan/saved/saved-plan.ts';
export type { CallRecord } from '../providers/provider.ts';
export { connect } from './connect.ts';
export type { ConnectOptions } from './connect-options.ts';
export type {
  ChangePreview,
  Database,
  Parameters,
  ParameterValue,
  PreparedStatement,
  ProgressUpdate,
  QueryOptions,
  Result,
  ResultColumn,
  ResultStream,
  ScriptStep,
  Statistics,
  Warning,
} from './database.ts';
export { openHost } from './open-host.ts';
export type { SessionHost } from './session-host.ts';
export type { LockedSettings, SessionOptions } from './session-options.ts';
