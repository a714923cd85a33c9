import { namedId, silentLog, silentProgress } from '../../../kernel/effects.ts';
import { partnerSchema } from '../../../sources/partners/declaration.ts';
import { takeUpInbox } from '../../../sources/partners/take-up.ts';

// Takes up an inbox once, and prints what became of it; `areas` are the known codes.
const [inbox = '', dataDir = '', contract = '', areas = ''] = process.argv.slice(2);
process.stdout.write('started\n');
const reports = await takeUpInbox({
  inbox,
  dataDir,
  contracts: [partnerSchema.parse(JSON.parse(contract))],
  knownAreas: () => new Map(areas.split(',').map(code => [code, code])),
  effects: {
    now: () => new Date('2026-11-26T09:00:00Z'),
    randomId: namedId,
    log: silentLog,
    progress: silentProgress,
    signal: new AbortController().signal,
  },
});
process.stdout.write(JSON.stringify(reports.map(({ state }) => state)));
