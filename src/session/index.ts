export type { Row, Value } from '../data/value.ts';
export type { ErrorPosition, ErrorScope } from '../errors/skyql-error.ts';
export { SkyqlError } from '../errors/skyql-error.ts';
export type { CallRecord } from '../providers/provider.ts';
export { connect } from './connect.ts';
export type {
  ChangePreview,
  ConnectionOptions,
  ConnectOptions,
  Database,
  Parameters,
  ParameterValue,
  ProgressUpdate,
  QueryOptions,
  Result,
  ResultColumn,
  SandboxSettings,
  ScriptStep,
  Statistics,
  Warning,
} from './database.ts';
