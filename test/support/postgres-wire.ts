import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A message of the server: its letter and its body. */
export interface ServerMessage {
  readonly letter: string;
  readonly body: Buffer;
}

const int = (size: 2 | 4, value: number): Buffer => {
  const bytes = Buffer.alloc(size);
  bytes.writeIntBE(value, 0, size);
  return bytes;
};
const text = (value: string): Buffer => Buffer.from(`${value}\0`);

export function clientMessage(letter: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(letter), int(4, body.length + 4), body]);
}

/** What a client sends, byte by byte as the protocol has it. */
export const client = {
  start(parameters: Readonly<Record<string, string>>, version = 0x30000): Buffer {
    const pairs = Object.entries(parameters).flatMap(([name, value]) => [text(name), text(value)]);
    return clientMessage('', int(4, version), ...pairs, Buffer.alloc(1));
  },
  request: (code: number, ...more: readonly Buffer[]): Buffer => clientMessage('', int(4, code), ...more),
  query: (sql: string): Buffer => clientMessage('Q', text(sql)),
  parse: (statement: string, sql: string, types: readonly number[] = []): Buffer =>
    clientMessage('P', text(statement), text(sql), int(2, types.length), ...types.map((type) => int(4, type))),
  bind(
    portal: string,
    statement: string,
    values: readonly (Buffer | string | null)[] = [],
    formats: { readonly values?: readonly number[]; readonly results?: readonly number[] } = {},
  ): Buffer {
    const { values: valueFormats = [], results = [] } = formats;
    const written = values.flatMap((value) => {
      if (value === null) return [int(4, -1)];
      const bytes = Buffer.from(value);
      return [int(4, bytes.length), bytes];
    });
    return clientMessage(
      'B',
      text(portal),
      text(statement),
      int(2, valueFormats.length),
      ...valueFormats.map((format) => int(2, format)),
      int(2, values.length),
      ...written,
      int(2, results.length),
      ...results.map((format) => int(2, format)),
    );
  },
  describe: (what: 'S' | 'P', name: string): Buffer => clientMessage('D', Buffer.from(what), text(name)),
  close: (what: 'S' | 'P', name: string): Buffer => clientMessage('C', Buffer.from(what), text(name)),
  execute: (portal: string, rows = 0): Buffer => clientMessage('E', text(portal), int(4, rows)),
  copyData: (bytes: Buffer): Buffer => clientMessage('d', bytes),
  copyDone: clientMessage('c'),
  flush: clientMessage('H'),
  sync: clientMessage('S'),
  terminate: clientMessage('X'),
};

/** A connection that sends and gets messages one by one. */
export class PostgresWire {
  readonly socket: Socket;
  #bytes = Buffer.alloc(0);
  #isEnded = false;
  #wake: () => void = () => undefined;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk: Buffer) => {
      this.#bytes = Buffer.concat([this.#bytes, chunk]);
      this.#wake();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#isEnded = true;
      this.#wake();
    });
  }

  static async open(port: number): Promise<PostgresWire> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new PostgresWire(socket);
  }

  /** A session that is ready. */
  static async session(port: number, parameters: Readonly<Record<string, string>> = {}): Promise<PostgresWire> {
    const wire = await PostgresWire.open(port);
    wire.send(client.start({ user: 'tester', database: 'aws', ...parameters }));
    await wire.until('Z');
    return wire;
  }

  send(...messages: readonly Buffer[]): void {
    this.socket.write(Buffer.concat(messages));
  }

  /** The next message; undefined once the server has closed the connection. */
  async next(): Promise<ServerMessage | undefined> {
    for (;;) {
      if (this.#bytes.length >= 5) {
        const length = this.#bytes.readInt32BE(1);
        if (this.#bytes.length > length) {
          const message = this.#bytes.subarray(0, length + 1);
          this.#bytes = this.#bytes.subarray(length + 1);
          return { letter: message.toString('latin1', 0, 1), body: message.subarray(5) };
        }
      }
      if (this.#isEnded) return undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** One byte that is no message: the answer to a request for encryption. */
  async byte(): Promise<string> {
    while (this.#bytes.length === 0 && !this.#isEnded)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    const byte = this.#bytes.toString('latin1', 0, 1);
    this.#bytes = this.#bytes.subarray(1);
    return byte;
  }

  /** All messages up to the first of this letter, or to the end of the connection. */
  async until(letter: string): Promise<readonly ServerMessage[]> {
    const messages: ServerMessage[] = [];
    for (;;) {
      const message = await this.next();
      if (message === undefined) return messages;
      messages.push(message);
      if (message.letter === letter) return messages;
    }
  }

  /** What the server answers up to ReadyForQuery, as `lettersOf` shows it. */
  async ask(...messages: readonly Buffer[]): Promise<string> {
    this.send(...messages);
    return lettersOf(await this.until('Z'));
  }

  close(): void {
    this.socket.destroy();
  }
}

/** The fields of an error or a notice by their letters. */
export function fieldsOf({ body }: ServerMessage): Readonly<Record<string, string>> {
  const fields = body
    .toString('utf8')
    .split('\0')
    .filter((field) => field !== '');
  return Object.fromEntries(fields.map((field) => [field.slice(0, 1), field.slice(1)]));
}

/** The values of a DataRow as texts. */
export function valuesOf({ body }: ServerMessage): readonly (string | null)[] {
  let offset = 2;
  return Array.from({ length: body.readInt16BE(0) }, () => {
    const length = body.readInt32BE(offset);
    offset += 4;
    if (length === -1) return null;
    offset += length;
    return body.toString('utf8', offset - length, offset);
  });
}

/** Messages on one line: rows with their values, tags, the codes of errors, the status of the session. */
export function lettersOf(messages: readonly ServerMessage[]): string {
  return messages
    .map((message) => {
      const { letter, body } = message;
      if (letter === 'D') return `D(${valuesOf(message).join(',')})`;
      if (letter === 'C') return `C(${body.toString('utf8', 0, body.length - 1)})`;
      if (letter === 'E') return `E(${fieldsOf(message).C})`;
      if (letter === 'Z') return `Z${body.toString('latin1')}`;
      if (letter === 't')
        return `t(${Array.from({ length: body.readInt16BE(0) }, (_, index) => body.readInt32BE(2 + index * 4)).join(',')})`;
      return letter;
    })
    .join(' ');
}
