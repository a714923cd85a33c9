import { createWriteStream } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { namedId, silentLog, silentProgress } from '../../kernel/effects.ts';
import { partnerSchema } from '../../sources/partners/declaration.ts';
import { takeUpInbox } from '../../sources/partners/take-up.ts';

// Takes up one generated delivery; prints rows, seconds and peak memory. `make` writes the file, in a process of its own.
const [task = 'make', form = 'plain', scratch = ''] = process.argv.slice(2);
const MB = 1024 * 1024;
const SIZE = Number(process.argv[5] ?? 63) * MB;

const AGES = [
  '0-4',
  '5-9',
  '10-14',
  '15-19',
  '20-24',
  '25-44',
  '45-64',
  '65-74',
  '75-84',
  '85+',
  '18+',
  'totaal',
];
const SEXES = { mannen: 'm', vrouwen: 'v', totaal: 'total' } as const;
const AREAS = Array.from(
  { length: 14_500 },
  (_, i) => `BU${String(Math.floor(i / 40) + 100).padStart(4, '0')}${String(i % 40).padStart(4, '0')}`,
);

const contract = partnerSchema.parse({
  id: 'gemeten',
  title: 'Opgewekte levering',
  partner: 'ggd',
  owner: 'GGD',
  licence: 'geen',
  citation: 'geen',
  rhythm: 'per kwartaal',
  area: { column: 'gebied', vintage: 2024 },
  period: { column: 'kwartaal', form: 'quarter' },
  age_group: {
    column: 'leeftijd',
    keys: Object.fromEntries(AGES.map(age => [age, age === 'totaal' ? 'total' : age])),
  },
  sex: { column: 'geslacht', keys: SEXES },
  counts: {
    gemeten: { column: 'gemeten' },
    overgewicht: { column: 'overgewicht', of: 'gemeten' },
    obesitas: { column: 'obesitas', of: 'overgewicht' },
  },
});

function* lines(): Generator<string> {
  const quote = form === 'quoted' ? (text: string) => `"${text}"` : (text: string) => text;
  yield `${['gebied', 'kwartaal', 'leeftijd', 'geslacht', 'gemeten', 'overgewicht', 'obesitas'].join(';')}\r\n`;
  let bytes = 0;
  for (let period = 0; bytes < SIZE; period++) {
    const quarter = `${2000 + Math.floor(period / 4)}KW0${(period % 4) + 1}`;
    for (let at = 0; at < AREAS.length && bytes < SIZE; at++) {
      let block = '';
      for (const age of AGES) {
        for (const [n, sex] of Object.keys(SEXES).entries()) {
          const count = 1200 + ((at * 7 + period * 13 + n * 101) % 8000);
          block += `${[AREAS[at] ?? '', quarter, age, sex].map(quote).join(';')};${count};${count >> 1};${count >> 3}\r\n`;
        }
      }
      bytes += block.length;
      yield block;
    }
  }
}

async function take(): Promise<void> {
  const started = performance.now();
  const [report] = await takeUpInbox({
    inbox: path.join(scratch, 'inbox'),
    dataDir: path.join(scratch, 'data'),
    contracts: [contract],
    knownAreas: vintage => (vintage === 2024 ? new Map(AREAS.map(code => [code, code])) : undefined),
    effects: {
      now: () => new Date('2026-11-26T08:00:00Z'),
      randomId: namedId,
      log: silentLog,
      progress: silentProgress,
      signal: new AbortController().signal,
    },
  });
  if (report?.state !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(report)}`);
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const seconds = (performance.now() - started) / 1000;
  const cpu = (userCPUTime + systemCPUTime) / 1e6;
  process.stdout.write(
    JSON.stringify({ bytes: report.bytes, rows: report.rows, seconds, cpu, rss: maxRSS / 1024 }),
  );
}

if (task === 'make') {
  const folder = path.join(scratch, 'inbox', 'ggd');
  await fs.mkdir(folder, { recursive: true });
  await pipeline(Readable.from(lines()), createWriteStream(path.join(folder, 'levering.csv')));
} else {
  await take();
}
