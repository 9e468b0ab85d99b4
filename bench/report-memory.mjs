// Loaded before a measured program: its peak memory in MB, on standard error, as the last thing it says.
process.on('exit', () => process.stderr.write(`peak-memory ${process.resourceUsage().maxRSS / 1024}\n`));
