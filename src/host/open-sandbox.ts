import type { HostOptions } from './host-options.ts';

export interface OpenSandbox {
  readonly url: string;
  close(): Promise<void>;
}

/** The sandbox that a host's options ask for. */
export async function openSandbox({ sandbox }: HostOptions): Promise<OpenSandbox | undefined> {
  if (sandbox === undefined || sandbox === false) return undefined;
  const settings = sandbox === true ? {} : sandbox;
  // Loaded here alone: who goes to AWS does not wait for it.
  const [{ startSandbox }, { seedDemo }] = await Promise.all([
    import('../sandbox/http/server.ts'),
    import('../sandbox/seeds/demo.ts'),
  ]);
  return startSandbox({
    clock: settings.clock ?? 'instant',
    populate: settings.seed === 'empty' ? undefined : seedDemo,
    // A close() that somebody forgot must not hold the process.
    background: true,
  });
}
