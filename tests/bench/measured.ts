import fs from 'node:fs';

// Runs the command line given after the result file, and leaves there what the operating system counted.
const [resultFile = '', ...args] = process.argv.slice(2);
const started = performance.now();
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const wall = (performance.now() - started) / 1000;
  fs.writeFileSync(
    resultFile,
    JSON.stringify({ wall, cpu: (userCPUTime + systemCPUTime) / 1e6, rss: maxRSS / 1024 }),
  );
});
process.argv = [process.argv[0] ?? 'node', 'vie', ...args];
await import('../../pipelines/cli.ts');
