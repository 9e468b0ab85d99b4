// What npm runs after installing: `npm ci` builds. `npx skyql` in a clone runs it too and would show nothing for minutes, so
// nothing is built there: what has been built runs as it is, and bin/skyql.cjs says where nothing has been.
if (process.env.npm_command !== 'exec') await import('./build.mjs');
