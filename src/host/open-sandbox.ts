import type { HostOptions } from './host-options.ts';

export interface OpenSandbox {
  readonly url: string;
  /** The accounts that it holds, by the names of their profiles. */
  readonly accounts: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** The sandbox that a host's options ask for. */
export async function openSandbox({ sandbox }: HostOptions): Promise<OpenSandbox | undefined> {
  if (sandbox === undefined || sandbox === false) return undefined;
  const settings = sandbox === true ? {} : sandbox;
  // Loaded here alone: who goes to AWS does not wait for it.
  const [{ startSandbox }, { populateDemo }, { demoAccounts }] = await Promise.all([
    import('../sandbox/http/server.ts'),
    import('../sandbox/seeds/populate-demo.ts'),
    import('../sandbox/seeds/estate.ts'),
  ]);
  const server = await startSandbox({
    clock: settings.clock ?? 'instant',
    populate: settings.seed === 'empty' ? undefined : populateDemo,
    // A close() that somebody forgot must not hold the process.
    background: true,
  });
  return { url: server.url, accounts: demoAccounts, close: () => server.close() };
}
