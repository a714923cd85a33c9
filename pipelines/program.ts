import { Command, InvalidArgumentError } from 'commander';
import { renderError, toVieError, VieError } from '../kernel/errors.ts';
import type { Host } from './host.ts';
import type { GlobalOptions } from './options.ts';

type Action = (context: {
  options: GlobalOptions & Record<string, unknown>;
  args: string[];
}) => Promise<number>;

type Lazily = (load: () => Promise<Action>) => (...given: unknown[]) => Promise<void>;

/** A verb's code is loaded only when it is called, so that `--help` is instant. */
const lazyOn =
  (host: Host, onEnd: (exitCode: number) => void): Lazily =>
  load =>
  async (...given) => {
    const command = given.at(-1) as Command;
    const args = command.processedArgs.flat().filter(arg => arg !== undefined) as string[];
    onEnd(await (await load())({ options: { ...command.optsWithGlobals(), host }, args }));
  };

const list = (value: string): string[] => {
  const names = value.split(',').map(name => name.trim());
  if (names.some(name => name === '')) throw new InvalidArgumentError('give names separated by commas');
  return names;
};

function program(host: Host, lazily: Lazily): Command {
  const vie = new Command('vie')
    .description('Indicators for Parkstad Limburg: fetch, compute, check and publish')
    .option('--config <file>', 'config file (default: config.yaml of the project)')
    .option('--data <dir>', 'data folder, instead of the one in the config')
    .option('--json', 'machine-readable output')
    .option('--verbose', 'log every step to the terminal')
    .exitOverride()
    .configureOutput({
      writeOut: text => void host.stdout.write(text),
      writeErr: text => void host.stderr.write(text),
    })
    .configureHelp({ showGlobalOptions: true });
  vie
    .command('plan')
    .description('what a run would do, and why')
    .action(lazily(async () => (await import('./commands/plan.ts')).plan));
  vie
    .command('run')
    .description('fetch what changed, build, check and publish')
    .option('--source <ids>', 'fetch only these sources', list)
    .option('--indicator <ids>', 'fetch only the sources of these indicators', list)
    .option('--offline', 'fetch nothing; build from the snapshots')
    .option('--refresh', 'fetch also what seems unchanged')
    .option('--only-tables <names>', 'an excerpt: make and publish only these tables', list)
    .option('--only-exports <names>', 'an excerpt: write only these forms, such as parquet,csv', list)
    .option('--demo', 'run on embedded synthetic data, in a data folder of its own')
    .action(lazily(async () => (await import('./commands/run.ts')).run));
  vie
    .command('try <source> [file]')
    .description('look at a source, or at a file of a partner, without storing anything')
    .option('--edition <id>', 'only this edition')
    .action(lazily(async () => (await import('./commands/try.ts')).trySource));
  vie
    .command('doctor [sources...]')
    .description('hold the declarations against the live services, and say which line to change')
    .option('--fix', 'write what is certain into the files, and show the lines')
    .action(lazily(async () => (await import('./commands/doctor.ts')).doctor));
  addNew(vie, lazily);
  vie
    .command('status')
    .description('state of every source and of the latest release')
    .action(lazily(async () => (await import('./commands/status.ts')).status));
  vie
    .command('diff [releases...]')
    .description('what changed between two releases, and why (default: the last two)')
    .option('--baseline', 'compare with the frozen baseline')
    .option('--csv <file>', 'write the changed values to a file')
    .action(lazily(async () => (await import('./commands/diff.ts')).diff));
  vie
    .command('baseline [release]')
    .description(
      "freeze a release, or 'latest', as the baseline that is compared with; without a name: show it",
    )
    .option('--note <text>', 'what it is, such as: Nulmeting 2026')
    .option('--replace', 'in the place of another one, which goes to the history')
    .action(lazily(async () => (await import('./commands/baseline.ts')).baseline));
  vie
    .command('explain <indicator>')
    .description('definition, SQL, source, latest values and checks of an indicator')
    .action(lazily(async () => (await import('./commands/explain.ts')).explain));
  vie
    .command('report')
    .description(
      'benchmark reports of the latest release: where they are, printed, or put together for who gets them',
    )
    .option('--area <code>', 'only the report (or package) of this gemeente or area group')
    .option('--pdf <dir>', 'print to PDF files in this folder, by an installed Chromium')
    .option('--for <bundle>', 'put together a bundle of the config, in a dated folder')
    .option('--due', 'put together every bundle whose turn it is')
    .option('--package', 'put together report, figures and map of the region and of each gemeente')
    .option('--out <dir>', 'where these folders go (default: bundles in the data folder)')
    .action(lazily(async () => (await import('./commands/report.ts')).report));
  vie
    .command('check')
    .description('validate the declarations and verify snapshots and the latest release')
    .action(lazily(async () => (await import('./commands/check.ts')).check));
  vie
    .command('rebuild')
    .description('build the release again from the snapshots and hold it against the published one')
    .action(lazily(async () => (await import('./commands/run.ts')).rebuild));
  vie
    .command('publish <release>')
    .description('make an earlier release the latest one again')
    .action(lazily(async () => (await import('./commands/publish.ts')).publish));
  vie
    .command('schedule')
    .description('run whenever the schedule of the config says so')
    .option('--once', 'look once whether a run is due, run it, and end')
    .action(lazily(async () => (await import('./commands/schedule.ts')).schedule));
  vie
    .command('schema [dir]')
    .description('write the JSON Schemas of the declarations')
    .action(lazily(async () => (await import('./commands/schema.ts')).schema));
  return vie;
}

function addNew(vie: Command, lazily: Lazily): void {
  const made = vie.command('new').description('write a declaration to start from');
  made
    .command('indicator <id>')
    .description('an indicator on concepts of a source')
    .requiredOption('--source <id>', 'source of the concepts')
    .requiredOption('--concept <names>', 'concept with the value, or the numerator', list)
    .requiredOption('--domain <name>', 'domain, or the name of its folder')
    .option('--denominator <names>', 'concepts that are added up to the denominator', list)
    .option('--measure <name>', 'published, sum, ratio or rate (default: published, or ratio)')
    .option('--name <text>', 'Dutch name')
    .option('--unit <text>', 'unit')
    .action(lazily(async () => (await import('./commands/new.ts')).newIndicator));
  made
    .command('source <id>')
    .description('a source on a table of a service')
    .requiredOption('--table <id>', 'table id, exactly as published')
    .option('--service <name>', 'service that has the table', 'opendata')
    .option('--connector <name>', 'protocol of the service', 'cbs-odata-v3')
    .option('--edition <year>', 'year of the table (default: from its title)')
    .option('--title <text>', 'title (default: that of the table)')
    .action(lazily(async () => (await import('./commands/new.ts')).newSource));
  addNewPartner(made, lazily);
}

function addNewPartner(made: Command, lazily: Lazily): void {
  made
    .command('partner <id>')
    .description('a contract for what a partner delivers, with a template and an instruction in Dutch')
    .option('--partner <name>', 'folder of the partner in the inbox (default: the id)')
    .option('--period <period>', 'period of the template (default: the newest that is over)')
    .option('--out <dir>', 'where template and instruction go (default: levering/<id>)')
    .action(lazily(async () => (await import('./commands/new-partner.ts')).newPartner));
}

/** Runs one command line and returns its exit code; every error has its own, and a message with a remedy. */
export async function main(argv: readonly string[], host: Host): Promise<number> {
  let exitCode = 0;
  try {
    const lazily = lazyOn(host, code => {
      exitCode = code;
    });
    await program(host, lazily).parseAsync(argv, { from: 'user' });
  } catch (thrown) {
    return report(thrown, host);
  }
  return exitCode;
}

function report(thrown: unknown, { stderr }: Host): number {
  const commander = thrown as { code?: string; exitCode?: number };
  if (String(commander.code).startsWith('commander.')) {
    return commander.exitCode === 0 ? 0 : new VieError('usage', '').exitCode;
  }
  const error = toVieError(thrown);
  stderr.write(`${renderError(error)}\n`);
  if (error.code === 'bug') stderr.write(`${(thrown as Error).stack ?? ''}\n`);
  return error.exitCode;
}
