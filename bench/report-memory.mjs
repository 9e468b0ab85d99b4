// Loaded before a measured program: its peak memory in MB and its milliseconds of processor time, on standard error, as the last
// thing it says.
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  process.stderr.write(`peak-memory ${maxRSS / 1024} processor ${(userCPUTime + systemCPUTime) / 1000}\n`);
});
