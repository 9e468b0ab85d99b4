import { protocolViolation } from '../errors/postgres-error.ts';
import { ByteReader } from './byte-reader.ts';

/** What a connection begins with. */
export type FirstMessage =
  | { readonly kind: 'tls' }
  | { readonly kind: 'gss' }
  | { readonly kind: 'cancel'; readonly process: number; readonly secret: Buffer }
  | {
      readonly kind: 'start';
      readonly major: number;
      readonly minor: number;
      readonly parameters: ReadonlyMap<string, string>;
    };

const requestMajor = 1234;
const cancelRequest = 5678;
const tlsRequest = 5679;
const gssRequest = 5680;

/** Reads the first message of a connection. */
export function readFirstMessage(body: Buffer): FirstMessage {
  const reader = new ByteReader(body);
  const major = reader.uint16();
  const minor = reader.uint16();
  if (major === requestMajor) {
    if (minor === tlsRequest) return { kind: 'tls' };
    if (minor === gssRequest) return { kind: 'gss' };
    if (minor === cancelRequest) return { kind: 'cancel', process: reader.uint32(), secret: reader.bytes(reader.left) };
    throw protocolViolation(`There is no request ${minor}.`);
  }
  return { kind: 'start', major, minor, parameters: major === 3 ? parametersOf(reader) : new Map() };
}

function parametersOf(reader: ByteReader): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (;;) {
    const name = reader.cString();
    if (name === '') {
      reader.end();
      return parameters;
    }
    parameters.set(name, reader.cString());
  }
}
