#!/usr/bin/env node
import { main } from './main.ts';
import { processTerminal } from './terminal.ts';

// The reader has gone, as `head` goes after ten lines: nobody is left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
process.stderr.on('error', () => undefined);

process.exit(await main(process.argv.slice(2), processTerminal()));
