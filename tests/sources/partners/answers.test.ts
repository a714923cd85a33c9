import fs from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../../kernel/root.ts';
import { answerTo } from '../../../sources/partners/answer.ts';
import type { Areas } from '../../../sources/partners/area-hints.ts';
import { tryDelivery } from '../../../sources/partners/look.ts';
import { contractGiven } from '../../support/contract.ts';
import { FILES } from './newcomer-files.ts';
import { world } from './world.ts';

const contract = contractGiven({
  id: 'heemwonen',
  title: 'Huurders met een achterstand',
  partner: 'heemwonen',
  file: '*-*.csv',
  counts: { totaal: { column: 'totaal' }, aantal: { column: 'aantal', of: 'totaal' } },
});

/** As in Kerkrade, Heerlen and Beekdaelen, with one buurt of Amsterdam and one Centrum elsewhere. */
const AREAS: Record<number, Areas> = {
  2024: new Map([
    ['GM0363', 'Amsterdam'],
    ['GM0917', 'Heerlen'],
    ['GM0928', 'Kerkrade'],
    ['GM1954', 'Beekdaelen'],
    ['WK091700', 'Heerlen-Centrum'],
    ['BU03630000', 'Centrum'],
    ['BU09170002', 'Centrum'],
    ['BU09280003', 'Bleijerheide'],
    ['BU09280101', 'Holz'],
    ['BU09280102', 'Rolduckerveld'],
    ['BU19540101', 'Schinveld'],
    ['BU19540102', 'Amstenrade'],
  ]),
  2023: new Map([['BU09280190', 'Rolduckerveld']]),
};
const PARKSTAD = ['GM0917', 'GM0928', 'GM1954'];

test('what new partners deliver is answered in words that say what is wrong, where, and how to mend it', async () => {
  const { put, options } = await world({
    contracts: [contract],
    knownAreas: vintage => AREAS[vintage],
    guide: {
      region: { name: 'Parkstad Limburg', has: code => PARKSTAD.includes(`GM${code.slice(2, 6)}`) },
      // Onderbanken became a part of Beekdaelen in 2019.
      successorOf: code => (code === 'BU09510100' ? 'BU19540101' : undefined),
    },
  });
  const answers: string[] = [];
  for (const { about, file, content } of FILES) {
    const named = await put(file, content, 'heemwonen');
    const report = await tryDelivery('heemwonen', named, options);
    answers.push([`# ${file}: ${about}`, ...answerTo(report)].join('\n'));
  }
  const golden = await fs.readFile(path.join(projectRoot(), 'tests/golden/partner-answers.txt'), 'utf8');
  expect(`${answers.join('\n\n')}\n`).toBe(golden);
});
